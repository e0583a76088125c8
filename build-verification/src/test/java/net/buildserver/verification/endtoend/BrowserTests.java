package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What people do with the web interface, done in a real Chromium; skipped where there is none. */
class BrowserTests extends BrowserFixture {

    private static final List<String> VIEWS = List.of(
            "/builds",
            "/queue",
            "/agents",
            "/insights",
            "/admin",
            "/admin/pools",
            "/admin/projects",
            "/admin/tokens",
            "/admin/users",
            "/admin/api-tokens",
            "/account/tokens",
            "/admin/retention",
            "/admin/audit");
    private static final List<String> TABS =
            List.of("", "/log", "/tests", "/problems", "/changes", "/artifacts", "/projects", "/compare", "/details");

    @Test
    void signingInLeadsToWhereOneWantedAndLeavesNoTokenToScripts(RunningSystem system) {
        try (var other = new Browser(system.server().url())) {
            other.open("/builds?status=Failed");
            other.type("input[name=username]", "admin");
            other.type("input[name=password]", "wrong password" + Keys.ENTER);
            other.awaitText(".sign-in .notice", "wrong");
            other.screenshot("sign-in");
            assertThat(other.accessibilityViolations()).isEmpty();
            other.await("input[name=password]").clear();
            other.type("input[name=password]", RunningServer.PASSWORD + Keys.ENTER);

            other.awaitText("h1", "Builds");
            assertThat(other.path()).isEqualTo("/builds?status=Failed");
            assertThat(other.script(
                                    "return document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
                            .toString())
                    .doesNotContain("bsbs_", "eyJ", "token");
            other.click(".menu summary[aria-label=Account]");
            other.script(
                    "[...document.querySelectorAll('.menu-items button')].find(b => b.textContent == 'Sign out').click()");
            other.await(".sign-in");
            other.open("/agents");
            other.await(".sign-in");
        }
    }

    @Test
    void buildStartedByKeyboardIsWatchedToItsFirstError(RunningSystem system) {
        var repository = brokenRepository(system);
        var page = on(system, "/builds");
        page.awaitText("h1", "Builds");
        page.press("c");
        page.await("dialog[open] input[name=projectName]");
        page.script(
                "document.querySelector('dialog form').reset();"
                        + "for (const field of document.querySelectorAll('dialog input[name]:not([type=checkbox])')) field.value = ''");
        page.script("document.querySelector('dialog select[name=targetPool]').value = 'Linux';"
                + "document.querySelector('dialog input[name=projectName]').focus()");
        page.press(
                "Keyboard",
                Keys.TAB,
                repository.url().toString(),
                Keys.TAB,
                "main",
                Keys.TAB,
                SmallSolution.PROJECT,
                Keys.TAB,
                "Release");
        page.press(Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB, "developer@example.com", Keys.ENTER);

        page.awaitText("h1", "Keyboard");
        page.await(".build-head.Failed");
        page.awaitText(".finding .place", "Program.cs:1");
        page.awaitText(".finding .message", "Missing");
        page.awaitText(".commit-line", "Everything");
        assertThat(page.script("return document.title").toString()).startsWith("Failed: Keyboard");
        page.press("5");
        page.awaitText(".commit-subject", "Everything");
        page.press("2");
        page.await(".log-line.ERROR");
        page.press("e");
        page.await(".log-line.current.ERROR");
        page.press("?");
        page.awaitText("dialog", "Next error");
        page.press(Keys.ESCAPE);
        page.press(Keys.chord(Keys.CONTROL, "k"));
        page.await(".palette-input");
        page.press("queue", Keys.ENTER);
        page.awaitText("h1", "Queue");
    }

    @Test
    void failingTestIsReadWithItsMessageAndStaysText(RunningSystem system) {
        assumeTrue(system.dotnet().canTest(), "needs packages for test projects; see BUILD_SERVER_TEST_NUGET_FEED");
        var files = GeneratedSolution.files(1).entrySet().stream()
                .collect(Collectors.toMap(
                        file -> file.getKey(), file -> file.getValue().replace("Equal(3,", "Equal(4,")));
        var repository = Repository.of(system.newFolder(), files);
        repository.change("tests/Xunit.Tests/Hostile.cs", """
                public class Hostile {
                    [Xunit.Fact] public void Fails() => throw new System.Exception("<script>hacked = 1</script>");
                }
                """, "Test", "Add <img src=x onerror=hacked()>");
        var build = system.submit(BuildOrder.of(repository, "tests/Xunit.Tests/Xunit.Tests.csproj"));
        var page = on(system, "/builds/" + build.id());

        page.await(".build-head.Failed");
        page.awaitText(".test-name", "Adds1");
        page.awaitText(".commit-line", "Add <img src=x onerror=hacked()>");
        page.awaitText(".test-name", "Fails");
        assertThat(page.texts(".test-message"))
                .anyMatch(text -> text.contains("Expected: 4"))
                .anyMatch(text -> text.contains("<script>hacked = 1</script>"));
        assertThat(page.script("return typeof hacked + document.querySelectorAll('main script, main img').length"))
                .isEqualTo("undefined0");
        page.script("[...document.querySelectorAll('a')].find(a => a.textContent == 'History of this test').click()");
        page.awaitText("td", "Failed");
        look(page, "test-history");
    }

    @Test
    void lostConnectionIsShownAndHealsWithoutLoadingAnew(RunningSystem system) throws IOException {
        on(system, "/builds");
        try (var line = Partition.before(system.server().url());
                var other = new Browser(line.url())) {
            other.signIn("/builds");
            other.awaitText("h1", "Builds");
            other.script("window.stillHere = true");

            line.become(Partition.State.CUT);
            other.awaitText(".banner", "Connection lost");
            var missed = system.submit(BuildOrder.of("https://host.example/missed", "Missed.sln")
                    .with("targetPool", "MacOS")
                    .with("priority", "Low"));
            other.script("history.pushState(null, '', '/queue'); dispatchEvent(new Event('navigate'))");
            other.awaitText(".notice", "tried again when the server is back");
            line.become(Partition.State.WHOLE);

            other.await("a.queue-name[href='/builds/" + missed.id() + "']");
            other.awaitNone(".banner");
            assertThat(other.script("return window.stillHere")).isEqualTo(true);
            missed.cancel();
        }
    }

    @Test
    void cancelIsSeenAndToldWithoutLoadingAnew(RunningSystem system) {
        var repository = Repository.of(
                system.newFolder(), new SmallSolution().thatTakes(71_235).files(system.dotnet()));
        var build = system.submit(BuildOrder.of(repository, SmallSolution.PROJECT));
        var page = on(system, "/builds/" + build.id());
        page.await(".build-head.Running");
        page.script("window.stillHere = true");
        page.allowNotifications();
        page.script(
                "window.told = []; const Real = Notification;"
                        + "window.Notification = class extends Real { constructor(...all) { super(...all); told.push(all[0]); } }");
        var busy = page.icon();
        page.click(".build-head .actions button[aria-pressed=false]");
        page.await(".build-head .actions button[aria-pressed=true]");

        page.press("X");
        page.await("dialog[open]");
        page.click("dialog .danger");

        page.await(".build-head.Cancelled");
        assertThat(page.script("return document.title")).asString().startsWith("Cancelled: EndToEnd");
        assertThat(page.icon()).startsWith("data:image/svg+xml").isNotEqualTo(busy);
        Eventually.find(
                "a notification",
                java.time.Duration.ofSeconds(20),
                () -> "EndToEnd: Cancelled".equals(page.script("return told.join()"))
                        ? java.util.Optional.of(true)
                        : java.util.Optional.empty());
        assertThat(page.script("return window.stillHere")).isEqualTo(true);
    }

    @Test
    void whatWaitsTellsWhyOfEachAgentAndIsPutInAnotherPlace(RunningSystem system) {
        var build = system.submit(
                BuildOrder.of("https://host.example/nowhere", "App.sln").with("targetPool", "MacOS"));
        var page = on(system, "/queue");

        page.awaitText(".queue-name", "EndToEnd");
        page.await(".queue-list .reason summary").click();
        page.awaitText(".reasons", "Place in the queue");
        page.script("[...document.querySelectorAll('.row-actions button')].find(b => b.textContent == 'Hold').click()");
        page.awaitText(".tag.warn", "held by admin");
        page.click("button[aria-label='Move EndToEnd to the front']");
        page.awaitText(".queue-list .tag", "moved to the front");
        page.choose("select[aria-label='Priority of EndToEnd']", "Critical");
        page.await(".queue-list .tag.priority-Critical");
        page.awaitText("queue-history h2", "Builds that waited and ran");
        look(page, "queue-waiting");
        page.open("/builds/" + build.id());
        // The key cancels only what the page shows already.
        page.await(".build-head .danger");
        page.press("X");
        page.click("dialog .danger");
        page.await(".build-head.Cancelled");
    }

    @Test
    void buildIsPinnedFoundByItsCommitAndItsLimitsAreSet(RunningSystem system) {
        var build = broken(system);
        var page = on(system, "/builds/" + build.id());
        page.click(".build-head .menu summary");
        page.script(
                "[...document.querySelectorAll('.menu-items button')].find(b => b.textContent.startsWith('Pin')).click()");
        page.awaitText(".facts .tag", "pinned");
        page.open("/builds?search=everything");
        page.awaitText(".build-row .story", "Everything");
        page.open("/builds?search=nothing%20has%20this");
        page.awaitText(".empty", "No build matches");
        page.open("/admin/projects");
        page.click("button[aria-label='Change the limits of EndToEnd']");
        page.type("dialog input[name=most]", "7" + Keys.ENTER);
        page.awaitText("td", "7 at once");
        page.click("button[aria-label='Change the limits of EndToEnd']");
        page.click("dialog .danger");
        page.awaitText("td", "no limit");
    }

    @Test
    void ruleOfAProjectIsTriedOutBeforeItIsSet(RunningSystem system) {
        var page = on(system, "/admin/retention");
        page.click("retention-rules button");
        page.type("dialog input[name=project]", "Nothing");
        page.type("dialog input[name=keepBuilds]", "30");
        page.click("dialog button[name=try]");
        page.awaitText("dialog .notice", "would delete nothing");
        page.click("dialog .primary");
        page.awaitText("retention-rules td", "Nothing");
        page.click("button[aria-label='Change the rule of Nothing']");
        page.click("dialog .danger");
        page.awaitText("retention-rules .empty", "No rules");
    }

    @Test
    void dialogForAgentsHasTheCommandForEachPlace(RunningSystem system) {
        var page = on(system, "/agents");
        page.awaitText("button.primary", "Add an agent");
        page.click("main button.primary");
        assertThat(page.texts("dialog fieldset label"))
                .containsExactly("Linux", "Windows", "macOS", "Docker", "Kubernetes");
        page.script("document.querySelectorAll('dialog input[type=radio]')[4].click()");
        page.type("dialog input[name=description]", "Cluster" + Keys.ENTER);
        page.awaitText("dialog .command", "kind: StatefulSet");
        assertThat(page.texts("dialog .command").getFirst()).contains("token='bset_", "BUILD_AGENT_SERVER_URL");
        page.screenshot("agent-command");
        assertThat(page.accessibilityViolations()).isEmpty();
    }

    @Test
    void agentIsTakenOutOfServiceAndBack(RunningSystem system) {
        var page = on(system, "/agents");
        var card = "agent-card[id=local] ";

        page.awaitText(card + "button", "Take out of service");
        page.click(card + ".actions button");
        page.awaitText(card + ".state", "Maintenance");
        page.click(card + ".actions button");
        page.awaitText(card + "button", "Take out of service");
        // However it was taken out, one button brings it back.
        system.api().post("/api/v1/agents/local/pause", Map.of(), 200);
        page.awaitText(card + ".state", "Maintenance");
        page.click(card + ".actions button");
        page.awaitText(card + "button", "Take out of service");
    }

    @Test
    void drainedAgentEndsAndIsRemoved(RunningSystem system) {
        var folder = system.newFolder().resolve("agent");
        try (var agent = JoinedAgent.join(system.server(), system.api(), system.dotnet(), folder, "drained")) {
            var page = on(system, "/agents");
            var card = "agent-card[id='" + agent.id() + "'] ";
            page.click(card + ".menu summary");
            page.clickText(card + ".menu-items button", "Drain and stop");
            page.awaitNone(card + ".menu[open]");
            page.awaitText(card + ".state", "Maintenance");
            agent.awaitEnd();
            page.click(card + ".menu summary");
            page.clickText(card + ".menu-items button", "Remove");
            page.click("dialog .danger");
            page.awaitNone(card);
        }
    }

    @Test
    void everyViewPassesAxeInBothThemesAndFitsAPhone(RunningSystem system) {
        var build = broken(system);
        var page = on(system, "/builds");
        for (var tab : TABS) {
            page.open("/builds/" + build.id() + tab);
            look(page, "build" + tab.replace('/', '-'));
        }
        for (var view : VIEWS) {
            page.open(view);
            look(page, view.substring(1).replace('/', '-'));
        }
    }

    @Test
    void wishesForContrastAndStillnessAreKept(RunningSystem system) {
        var page = on(system, "/builds");
        page.await(".build-row, .empty");
        page.media(Map.of("prefers-contrast", "more", "prefers-reduced-motion", "reduce"));
        assertThat(page.accessibilityViolations()).isEmpty();
        assertThat(
                        page.script(
                                "const style = getComputedStyle(document.documentElement); return [style.getPropertyValue('--quiet'), style.getPropertyValue('--text')].join() + ' ' + document.getAnimations().length"))
                .asString()
                .matches("(#\\w+),\\1 0");
        page.media(Map.of());
    }

    @Test
    void timesAreInTheReadersZone(RunningSystem system) {
        var page = on(system, "/builds/" + broken(system).id());
        page.zone("Asia/Tokyo");
        page.open("/builds/" + broken(system).id());
        page.await(".facts time-ago[title*='GMT+9']");
        page.zone("");
        page.open("/builds/00000000-0000-0000-0000-000000000000");
        page.awaitText(".empty h2", "There is no such build");
    }

    @Test
    void firstViewIsSmall(RunningSystem system) {
        var page = on(system, "/builds");
        page.awaitText("h1", "Builds");
        page.open("/builds?fresh");
        page.await(".build-list, .empty");

        var bytes = ((Number)
                        page.script(
                                "return [...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]"
                                        + ".filter(e => !e.name.includes('/api/')).reduce((sum, e) => sum + e.encodedBodySize, 0)"))
                .longValue();
        assertThat(bytes).isBetween(10_000L, 200_000L);
    }
}
