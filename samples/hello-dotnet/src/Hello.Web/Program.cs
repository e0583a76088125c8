using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;

namespace Hello.Web
{
    /// <summary>Serves the sample's libraries over HTTP; see <see cref="Routes"/>.</summary>
    internal static class Program
    {
        private static void Main(string[] args) =>
            Host.CreateDefaultBuilder(args)
                .ConfigureWebHostDefaults(web => web.Configure(Routes.Map))
                .Build()
                .Run();
    }
}
