using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using Hello.Numerals;
using Hello.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hello.Web
{
    /// <summary><c>GET /roman/{number}</c> answers the numeral, <c>POST /ranking</c> ranks the words of the body.</summary>
    internal static class Routes
    {
        internal static void Map(IApplicationBuilder app)
        {
            app.UseRouting();
            app.UseEndpoints(routes =>
            {
                routes.MapGet("/roman/{number:int:range(1,3999)}", Roman);
                routes.MapPost("/ranking", Rank);
            });
        }

        private static Task Roman(HttpContext http)
        {
            var number = int.Parse((string)http.GetRouteValue("number")!, CultureInfo.InvariantCulture);
            return http.Response.WriteAsync(RomanNumeral.Format(number));
        }

        private static async Task Rank(HttpContext http)
        {
            using var body = new StreamReader(http.Request.Body);
            var words = new WordCount().Add(await body.ReadToEndAsync());
            await http.Response.WriteAsync(string.Join(Environment.NewLine, Ranking.Lines(words, 10)));
        }
    }
}
