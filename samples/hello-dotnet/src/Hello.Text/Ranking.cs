using System.Collections.Generic;
using System.Linq;
using Hello.Numerals;

namespace Hello.Text
{
    /// <summary>Prints counted words as a ranking with Roman numerals.</summary>
    public static class Ranking
    {
        /// <summary>Returns one line a word, such as <c>"II.   build (3)"</c>; numerals are padded to one width.</summary>
        public static IEnumerable<string> Lines(WordCount words, int limit)
        {
            var top = words.Top(limit);
            var numerals = Enumerable.Range(1, top.Count).Select(RomanNumeral.Format).ToList();
            var width = numerals.Select(numeral => numeral.Length).DefaultIfEmpty(0).Max() + 1;
            return top.Select((entry, i) => $"{(numerals[i] + ".").PadRight(width)} {entry.Key} ({entry.Value})");
        }
    }
}
