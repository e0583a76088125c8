using System;
using System.Collections.Generic;
using System.Linq;

namespace Hello.Text
{
    /// <summary>Counts the words of a text, ignoring case and punctuation.</summary>
    public sealed class WordCount
    {
        private readonly SortedDictionary<string, int> counts = new SortedDictionary<string, int>(StringComparer.Ordinal);

        public int Total { get; private set; }

        public int Distinct => counts.Count;

        public int this[string word] => counts.TryGetValue(word.ToLowerInvariant(), out var count) ? count : 0;

        /// <summary>Adds every word of <paramref name="text"/>.</summary>
        public WordCount Add(string text)
        {
            var start = -1;
            for (var i = 0; i <= text.Length; i++)
            {
                if (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '\''))
                {
                    start = start < 0 ? i : start;
                }
                else if (start >= 0)
                {
                    AddWord(text.Substring(start, i - start).ToLowerInvariant());
                    start = -1;
                }
            }

            return this;
        }

        /// <summary>Returns the most frequent words first; equally frequent ones by the alphabet.</summary>
        public IReadOnlyList<KeyValuePair<string, int>> Top(int limit) =>
            counts.OrderByDescending(entry => entry.Value).Take(limit).ToList();

        private void AddWord(string word)
        {
            counts.TryGetValue(word, out var count);
            counts[word] = count + 1;
            Total++;
        }
    }
}
