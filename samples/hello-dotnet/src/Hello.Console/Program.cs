using System;
using System.IO;
using Hello.Text;

namespace Hello.Console
{
    /// <summary>Ranks the words of a file, or of the standard input: <c>Hello.Console [FILE]</c></summary>
    internal static class Program
    {
        private const int Lines = 10;

        private static int Main(string[] args)
        {
            if (args.Length > 1 || (args.Length == 1 && !File.Exists(args[0])))
            {
                System.Console.Error.WriteLine("usage: Hello.Console [FILE]");
                return 2;
            }

            using var input = args.Length == 1 ? File.OpenText(args[0]) : System.Console.In;
            var words = new WordCount().Add(input.ReadToEnd());
            foreach (var line in Ranking.Lines(words, Lines))
            {
                System.Console.WriteLine(line);
            }

            return 0;
        }
    }
}
