package net.buildserver.verification.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A server with three agents after a week of builds: all of them were built, and those of the week are dated back. */
public final class PicturedSystem implements AutoCloseable {
    private static final List<String> SMALL = List.of("Ledger", "Mailer", "Reports");
    private static final int ROUNDS = 8;
    private static final int LONG_ENOUGH = 71_235;

    private final Dotnet dotnet = Dotnet.find();
    private final Path data = Installation.workFolder("pictures-" + UUID.randomUUID());
    private final Path folder = newFolder();
    private final GitHost host = host();
    private final ThreeAgents agents = ThreeAgents.start(data, dotnet, host.environment());
    private final Storefront shop = Storefront.in(folder.resolve("storefront"), dotnet);
    private final List<Build> endless = new ArrayList<>();
    private Build green;
    private Build shared;
    private Build red;
    private Build broken;

    /** Starts the system and builds what the pictures show. */
    public PicturedSystem() {
        buildTheWeek();
        new BackdatedBuilds(data.resolve("data")).spread();
        build("main", "Clean");
        build("main", "Distributed");
        build("main", "Cached");
        shop.countCarefully();
        build("main", "Cached");
        shared = build("main", "Canary");
        shop.loyalCustomers();
        red = build(Storefront.RED_TESTS, "Cached");
        shop.giftCards();
        broken = build(Storefront.RED_BUILD, "Cached");
        shop.sayWhatIsSold();
        green = build("main", "Cached");
        administer();
        keepAgentsBusy();
    }

    private GitHost host() {
        try {
            return GitHost.over(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("git");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A small build of each project in turn, some of them red. */
    private void buildTheWeek() {
        var repositories = SMALL.stream()
                .map(name -> Repository.of(folder.resolve(name), new SmallSolution().files(dotnet)))
                .toList();
        var builds = new ArrayList<Build>();
        for (var round = 0; round < ROUNDS; round++) {
            for (var i = 0; i < SMALL.size(); i++) {
                var isRed = (round * SMALL.size() + i) % 7 == 5;
                repositories
                        .get(i)
                        .change(
                                "App/Program.cs",
                                isRed
                                        ? "internal static class Program { private static void Main() => Missing(); }\n"
                                        : "System.Console.WriteLine(" + round + ");\n",
                                i == 0 ? "Ada Lovelace" : "Edsger Dijkstra",
                                "Release %d of %s".formatted(round, SMALL.get(i)));
                builds.add(submit(SMALL.get(i), repositories.get(i), SmallSolution.PROJECT, Map.of()));
            }
            builds.forEach(Build::await);
        }
    }

    private Build build(String ref, String strategy) {
        var order = BuildOrder.of(host.url(shop.repository()), Storefront.SOLUTION)
                .job("projectName", "Storefront")
                .job("gitRef", ref)
                .job("runTests", true)
                .job("collectCoverage", true)
                .with("strategy", strategy);
        var build = Build.submit(agents.api(), order);
        build.await();
        return build;
    }

    /** What administrators set now and then. */
    private void administer() {
        var api = agents.api();
        for (var user : Map.of("grace", "BuildMaster", "ada", "Developer").entrySet()) {
            api.post(
                    "/api/v1/users",
                    Map.of("username", user.getKey(), "password", password(), "role", user.getValue()),
                    201);
        }
        api.put("/api/v1/retention/rules/Mailer", Map.of("keepBuilds", "P90D", "keepArtifacts", "P14D"), 200);
        api.put("/api/v1/queue-limits/project/Reports", Map.of("weight", 1, "maxRunning", 2), 200);
        api.put(
                "/api/v1/project-defaults/Storefront",
                Map.of("job", Map.of("repositoryUrl", host.url(shop.repository()), "gitRef", "main")),
                200);
        api.post("/api/v1/auth/tokens", Map.of("name", "nightly builds", "role", "Developer"), 201);
        api.post("/api/v1/auth/tokens", Map.of("name", "release job", "role", "BuildMaster", "validFor", "P5D"), 201);
        api.put("/api/v1/queue-limits/pool/MacOS", Map.of("weight", 1, "maxRunning", 4), 200);
    }

    /** Builds that go on until the end, so that others wait. */
    private void keepAgentsBusy() {
        for (var name : SMALL) {
            var repository = Repository.of(
                    folder.resolve(name + "-long"),
                    new SmallSolution().thatTakes(LONG_ENOUGH).files(dotnet));
            repository.change("README.md", "", "Margaret Hamilton", "Take all the time that it needs");
            var build = submit(name, repository, SmallSolution.PROJECT, Map.of());
            build.awaitStage("Build");
            endless.add(build);
        }
        submit("Storefront", shop.repository(), Storefront.SOLUTION, Map.of("priority", "High"));
        var repository = Repository.of(folder.resolve("Mobile"), new SmallSolution().files(dotnet));
        submit("Mobile", repository, SmallSolution.PROJECT, Map.of("targetPool", "MacOS"));
        submit("Ledger", repository, SmallSolution.PROJECT, Map.of("priority", "Critical"));
        var held = submit("Reports", repository, SmallSolution.PROJECT, Map.of("priority", "Low"));
        agents.api().post("/api/v1/queue/" + held.id() + "/hold", Map.of(), 204);
    }

    private Build submit(String project, Repository repository, String solution, Map<String, String> with) {
        var order = BuildOrder.of(host.url(repository), solution)
                .job("projectName", project)
                .with("strategy", "Incremental");
        with.forEach(order::with);
        return Build.submit(agents.api(), order);
    }

    /** Returns the address of the server; {@code admin} signs in with {@link #password}. */
    public URI url() {
        return agents.server().url();
    }

    /** Returns the password of {@code admin}. */
    public String password() {
        return RunningServer.PASSWORD;
    }

    /** Returns what to take pictures of: name to address. */
    Map<String, String> views() {
        var views = new LinkedHashMap<String, String>();
        views.put("builds", "/builds");
        views.put("build", "/builds/" + red.id());
        views.put("build-broken", "/builds/" + broken.id());
        views.put("build-shared", "/builds/" + shared.id());
        views.put("tests", "/builds/" + red.id() + "/tests");
        views.put("log", "/builds/" + broken.id() + "/log");
        for (var tab : List.of("problems", "changes", "artifacts", "projects", "compare", "details")) {
            views.put(tab, "/builds/" + (tab.equals("problems") ? broken : green).id() + "/" + tab);
        }
        views.put("queue", "/queue");
        views.put("agents", "/agents");
        views.put("insights", "/insights");
        views.put(
                "test-history",
                "/insights/tests?project=Storefront&className=Pricing.Tests.DiscountTests&name=TenPiecesAreCheaper");
        views.put("start", "/builds?start=1");
        views.put("account-tokens", "/account/tokens");
        for (var section : List.of("", "pools", "projects", "tokens", "users", "api-tokens", "retention", "audit")) {
            views.put(
                    "admin" + (section.isEmpty() ? "" : "-" + section),
                    "/admin" + (section.isEmpty() ? "" : "/" + section));
        }
        return views;
    }

    @Override
    public void close() {
        // Agents that are told to end wait for their builds.
        endless.forEach(Build::cancel);
        endless.forEach(Build::await);
        agents.close();
        host.close();
    }
}
