package net.buildserver.verification.endtoend;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A shop in six projects with two of tests, and what its developers did to it: for pictures that show something. */
final class Storefront {

    static final String SOLUTION = "Storefront.slnx";
    static final String RED_TESTS = "feature/loyal-customers";
    static final String RED_BUILD = "feature/gift-cards";

    private static final Map<String, List<String>> PROJECTS = new LinkedHashMap<>();

    static {
        PROJECTS.put("Money", List.of());
        PROJECTS.put("Catalogue", List.of("Money"));
        PROJECTS.put("Pricing", List.of("Catalogue"));
        PROJECTS.put("Stock", List.of("Catalogue"));
        PROJECTS.put("Orders", List.of("Pricing", "Stock"));
        PROJECTS.put("Shop", List.of("Orders"));
        PROJECTS.put("Pricing.Tests", List.of("Pricing"));
        PROJECTS.put("Orders.Tests", List.of("Orders"));
    }

    private static final String DISCOUNT = """
            namespace Pricing;
            using Catalogue;
            using Money;

            public static class Discount
            {
                private const int Many = 10;

                public static Amount Of(Article article, int pieces) =>
                    article.Price.Times(pieces >= Many ? %s : 1m).Times(pieces);
            }
            """;
    private static final String WAREHOUSE = """
            namespace Stock;
            using Catalogue;

            public sealed class Warehouse
            {
                private readonly Dictionary<string, int> pieces = new();

                public void Put(Article article, int count) => pieces[article.Name] = CountOf(article) + count;

                public int CountOf(Article article)
                {
                    %s
                    return pieces.GetValueOrDefault(article.Name);
                }
            }
            """;

    private final Repository repository;

    private Storefront(Repository repository) {
        this.repository = repository;
    }

    static Storefront in(Path folder, Dotnet dotnet) {
        var repository = Repository.of(folder, files(dotnet));
        repository.change("README.md", "# Storefront\n", "Ada Lovelace", "Open the shop");
        return new Storefront(repository);
    }

    Repository repository() {
        return repository;
    }

    void countCarefully() {
        repository.change(
                "Stock/Warehouse.cs",
                WAREHOUSE.formatted("int counted = 0;"),
                "Barbara Liskov",
                "Count again what is in the warehouse");
    }

    void sayWhatIsSold() {
        repository.change(
                "Shop/Program.cs",
                program("Order of {order.Pieces} {order.Article.Name}: {order.Total}"),
                "Margaret Hamilton",
                "Say what is sold, not only for how much");
    }

    void loyalCustomers() {
        repository.branch(RED_TESTS);
        repository.change(
                "Pricing/Discount.cs",
                DISCOUNT.formatted("0.85m"),
                "Grace Hopper",
                "Give a better discount to those who come again");
    }

    void giftCards() {
        repository.branch("main");
        repository.branch(RED_BUILD);
        repository.change("Orders/Checkout.cs", """
                namespace Orders;
                using Money;

                public static class Checkout
                {
                    public static Amount ToPay(Order order, GiftCard card) => card.Redeem(order.Total);
                }
                """, "Alan Kay", "Let customers pay with gift cards");
        repository.branch("main");
    }

    private static Map<String, String> files(Dotnet dotnet) {
        var files = new LinkedHashMap<String, String>();
        PROJECTS.forEach((name, uses) -> files.put("%1$s/%1$s.csproj".formatted(name), project(name, uses, dotnet)));
        files.put(
                SOLUTION,
                PROJECTS.keySet().stream()
                        .map("  <Project Path=\"%1$s/%1$s.csproj\" />\n"::formatted)
                        .collect(Collectors.joining("", "<Solution>\n", "</Solution>\n")));
        files.put("Money/Amount.cs", """
                namespace Money;

                public readonly record struct Amount(decimal Value, string Currency)
                {
                    public Amount Times(decimal factor) => this with { Value = Value * factor };

                    public override string ToString() => FormattableString.Invariant($"{Value:0.00} {Currency}");
                }
                """);
        files.put(
                "Catalogue/Article.cs",
                "namespace Catalogue;\n\npublic sealed record Article(string Name, Money.Amount Price);\n");
        files.put("Pricing/Discount.cs", DISCOUNT.formatted("0.9m"));
        files.put("Stock/Warehouse.cs", WAREHOUSE.formatted(""));
        files.put("Orders/Order.cs", """
                namespace Orders;
                using Catalogue;
                using Money;

                public sealed record Order(Article Article, int Pieces)
                {
                    public Amount Total => Pricing.Discount.Of(Article, Pieces);
                }
                """);
        files.put("Shop/Program.cs", program("{order.Total}"));
        files.put(
                "Pricing.Tests/DiscountTests.cs",
                tests(
                        "Pricing.Tests",
                        "DiscountTests",
                        "Pricing.Discount.Of(Pen, {0}).ToString()",
                        Map.of(
                                "OnePieceCostsItsPrice", "1, 2.50 EUR",
                                "NinePiecesHaveNoDiscount", "9, 22.50 EUR",
                                "TenPiecesAreCheaper", "10, 22.50 EUR",
                                "HundredPiecesAreCheaper", "100, 225.00 EUR")));
        files.put(
                "Orders.Tests/OrderTests.cs",
                tests(
                        "Orders.Tests",
                        "OrderTests",
                        "new Orders.Order(Pen, {0}).Total.ToString()",
                        Map.of(
                                "TotalIsWhatThePiecesCost", "3, 7.50 EUR",
                                "TotalCountsTheDiscount", "20, 45.00 EUR",
                                "EmptyOrderCostsNothing", "0, 0.00 EUR")));
        files.put(".gitignore", "bin/\nobj/\n");
        return files;
    }

    private static String program(String line) {
        return """
                var order = new Orders.Order(new Catalogue.Article("Pen", new Money.Amount(2.5m, "EUR")), 12);
                Console.WriteLine($"%s");
                """.formatted(line);
    }

    /** A test for each of {@code cases}: name to pieces and sum. */
    private static String tests(String space, String type, String expression, Map<String, String> cases) {
        var text = new StringBuilder("namespace %s;\n\npublic class %s\n{\n".formatted(space, type));
        text.append(
                "    private static readonly Catalogue.Article Pen = new(\"Pen\", new Money.Amount(2.5m, \"EUR\"));\n");
        cases.forEach((name, given) -> {
            var parts = given.split(", ", 2);
            text.append("\n    [Xunit.Fact]\n    public void %s() => Xunit.Assert.Equal(\"%s\", %s);\n"
                    .formatted(name, parts[1], expression.replace("{0}", parts[0])));
        });
        return text.append("}\n").toString();
    }

    private static String project(String name, List<String> uses, Dotnet dotnet) {
        var isTest = name.endsWith(".Tests");
        var packages = isTest ? """
                    <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.1" />
                    <PackageReference Include="coverlet.collector" Version="6.0.4" />
                    <PackageReference Include="xunit" Version="2.9.3" />
                    <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
                """ : "";
        var references = uses.stream()
                .map("    <ProjectReference Include=\"../%1$s/%1$s.csproj\" />\n"::formatted)
                .collect(Collectors.joining());
        return """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>%s</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable>%s
                  </PropertyGroup>
                  <ItemGroup>
                %s  </ItemGroup>
                </Project>
                """.formatted(
                dotnet.framework(), name.equals("Shop") ? "<OutputType>Exe</OutputType>" : "", packages + references);
    }
}
