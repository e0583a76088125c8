using System;
using System.Text;

namespace Hello.Numerals
{
    /// <summary>Writes and reads Roman numerals from 1 (I) to 3999 (MMMCMXCIX).</summary>
    public static class RomanNumeral
    {
        public const int Smallest = 1;
        public const int Largest = 3999;

        private static readonly (int Value, string Symbol)[] Symbols =
        {
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"),
            (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
            (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        };

        /// <summary>Returns the numeral of <paramref name="number"/>.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The number is below 1 or above 3999.</exception>
        public static string Format(int number)
        {
            if (number < Smallest || number > Largest)
            {
                throw new ArgumentOutOfRangeException(nameof(number), number, "must be between 1 and 3999");
            }

            var numeral = new StringBuilder();
            foreach (var (value, symbol) in Symbols)
            {
                for (; number >= value; number -= value)
                {
                    numeral.Append(symbol);
                }
            }

            return numeral.ToString();
        }

        /// <summary>Reads a numeral; only the one proper spelling of a number is accepted.</summary>
        /// <returns>Whether <paramref name="numeral"/> is a Roman numeral.</returns>
        public static bool TryParse(string numeral, out int number)
        {
            number = 0;
            var rest = numeral.AsSpan();
            foreach (var (value, symbol) in Symbols)
            {
                while (rest.StartsWith(symbol.AsSpan(), StringComparison.Ordinal))
                {
                    number += value;
                    rest = rest.Slice(symbol.Length);
                }
            }

            var proper = rest.IsEmpty && number >= Smallest && number <= Largest && Format(number) == numeral;
            number = proper ? number : 0;
            return proper;
        }
    }
}
