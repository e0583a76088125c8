using System.Linq;
using Hello.Text;
using Xunit;

namespace Hello.Tests
{
    public class WordCountTests
    {
        [Fact]
        public void IgnoresCaseAndPunctuation()
        {
            var words = new WordCount().Add("Build, build -- and BUILD again!");

            Assert.Equal(3, words["build"]);
            Assert.Equal(5, words.Total);
            Assert.Equal(3, words.Distinct);
        }

        [Fact]
        public void KeepsApostrophes() => Assert.Equal(1, new WordCount().Add("it isn't")["isn't"]);

        [Fact]
        public void EmptyTextHasNoWords() => Assert.Equal(0, new WordCount().Add(" \t\n").Total);

        [Fact]
        public void RanksByFrequencyThenAlphabet()
        {
            var words = new WordCount().Add("b a c c").Add("c b");

            Assert.Equal(new[] { "c", "b", "a" }, words.Top(3).Select(entry => entry.Key));
        }

        [Fact]
        public void RankingPadsItsNumerals() =>
            Assert.Equal(
                new[] { "I.   c (3)", "II.  b (2)", "III. a (1)" },
                Ranking.Lines(new WordCount().Add("a b b c c c"), 3));
    }
}
