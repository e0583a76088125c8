package net.buildserver.agent.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.buildserver.agent.failure.CancelledException;
import net.buildserver.agent.process.ProcessExit;
import net.buildserver.agent.process.ProcessSweep;
import net.buildserver.agent.signal.CancelReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile builds in a real sandbox: what they try must fail. */
class SandboxTests {
    @TempDir
    private Path agent;

    private HttpServer server;
    private String host;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(BoxedProcess.isPossible(agent), "needs bubblewrap and user namespaces");
        server = HttpServer.create(new InetSocketAddress(0), 0);
        server.createContext("/", exchange -> {
            byte[] body = ("served " + exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        host = InetAddress.getLocalHost().getHostName();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void credentialAndOtherWorkspacesAndTheMachineAreNotThere() throws IOException {
        Path credential = Files.writeString(agent.resolve("identity.json"), "bsac_secret");
        Path other = Files.createDirectories(agent.resolve("ws/other/src")).resolve("secret.txt");
        Files.writeString(other, "secret of another project");
        Files.writeString(agent.resolve("home-file"), "x");
        BoxedProcess box = sealed();

        box.run(Access.SEALED, "cat " + credential + " " + other + " /etc/shadow; ls /root /home /var /proc | cat");
        assertThat(box.output())
                .doesNotContain("bsac_secret", "secret of another")
                .contains("No such file");
        assertThat(box.lines).contains("build");

        // Neither by links, nor over the folder of another process, nor by mounting.
        box.run(
                Access.SEALED,
                "ln -s " + credential + " l; cat l; cat /proc/1/root" + credential + "; cat /proc/*/root" + other
                        + "; mount -t tmpfs x /mnt; unshare -m true; cat /proc/1/environ | tr '\\0' '\\n'");
        assertThat(box.output()).doesNotContain("bsac_secret", "secret of another", "ENROLMENT");
    }

    @Test
    void repositoryTemporaryFolderAndHomeAreWrittenAtTheirCanonicalPlacesAndNothingElse() throws IOException {
        BoxedProcess box = sealed();
        box.run(
                Access.SEALED,
                "pwd; echo $TMPDIR $HOME $NUGET_PACKAGES; touch a /tmp/b ~/c; touch /x /usr/x /etc/x /packages/x; id -u");
        assertThat(box.lines.subList(0, 2)).containsExactly("/src", "/tmp /home/build /packages");
        assertThat(box.repository.resolve("a")).exists();
        assertThat(box.temporary.resolve("b")).exists();
        assertThat(box.output().split("Read-only file system", -1)).hasSize(5);
        box.run(Access.SOURCES, "touch /packages/x");
        assertThat(box.packages.resolve("x")).exists();
    }

    @Test
    void restoresThatShareTheirPackagesShareTheLocksOfNuGetToo() throws IOException {
        BoxedProcess box = sealed();
        box.run(Access.SOURCES, "mkdir -p $NUGET_SCRATCH/lock");
        assertThat(box.packages.resolve(".scratch/lock")).isDirectory();
        box.run(Access.SEALED, "echo locks: ${NUGET_SCRATCH:-not wanted}");
        assertThat(box.output()).contains("locks: not wanted");
    }

    @Test
    void sealedStepReachesNoNetworkButItsOwnLoopback() throws IOException {
        BoxedProcess box = sealed();
        ProcessExit outside = box.run(Access.SEALED, "exec 3<>/dev/tcp/127.0.0.1/" + port());
        assertThat(outside.isSuccess()).isFalse();
        assertThat(box.output()).contains("Connection refused");
        box.run(Access.SEALED, "exec 3<>/dev/tcp/1.1.1.1/443");
        assertThat(box.output()).contains("unreachable");
        assertThat(box.run(Access.NETWORK, "exec 3<>/dev/tcp/127.0.0.1/" + port())
                        .isSuccess())
                .isTrue();
    }

    @Test
    void restoreReachesAllowedHostsThroughTheProxyOnly() throws IOException {
        BoxedProcess box = new BoxedProcess(agent, EgressRules.of(List.of(), List.of(host)));
        assertThat(box.run(Access.SOURCES, get("http://" + host + ":" + port() + "/index.json"))
                        .isSuccess())
                .isTrue();
        assertThat(box.output()).contains("200", "served /index.json");
        assertThat(box.notes).isEmpty();

        box.run(Access.SOURCES, get("http://evil.example:80/"));
        assertThat(box.output()).contains("403", "The restore may not reach evil.example; allowed: " + host);
        box.run(Access.SOURCES, "echo; " + connect("169.254.169.254:80"));
        assertThat(box.output()).contains("403");
        assertThat(box.notes).hasSize(2).first().isEqualTo("The restore may not reach evil.example; allowed: " + host);

        // Not past the proxy, and not after the restore.
        box.run(Access.SOURCES, "exec 3<>/dev/tcp/127.0.0.1/" + port());
        assertThat(box.output()).contains("Connection refused");
        box.run(Access.SEALED, "ls -a /tmp; exec 3<>/dev/tcp/127.0.0.1/3128");
        assertThat(box.output()).contains("Connection refused").doesNotContain(".egress");
        assertThat(box.run(Access.SOURCES, "exit 7").exitCode()).isEqualTo(7);
    }

    @Test
    void withoutAListPrivateAddressesAreRefused() throws IOException {
        BoxedProcess box = new BoxedProcess(agent, EgressRules.of(List.of(), List.of()));
        box.run(Access.SOURCES, get("http://localhost:" + port() + "/"));
        assertThat(box.output()).contains("403");
        assertThat(box.notes).containsExactly("The restore may not reach localhost; allowed: public addresses");
        EgressRules rules = EgressRules.of(List.of(), List.of());
        for (String address : List.of(
                "10.0.0.1",
                "100.64.1.1",
                "169.254.169.254",
                "0.0.0.0",
                "fd00::1",
                "::1",
                "fe80::1",
                "::ffff:10.0.0.1")) {
            assertThat(rules.allowsAddress(InetAddress.getByName(address)))
                    .as(address)
                    .isFalse();
        }
        assertThat(rules.allowsAddress(InetAddress.getByName("9.9.9.9"))).isTrue();
    }

    @Test
    void hostsAreMatchedByWholeLabels() {
        EgressRules rules =
                EgressRules.of(List.of("https://Packages.example.com/v3/index.json"), List.of("*.corp.test"));
        assertThat(rules.allowsHost("packages.example.com")).isTrue();
        assertThat(rules.allowsHost("a.b.corp.test")).isTrue();
        for (String other : List.of("evil-packages.example.com", "example.com", "corp.test", "evilcorp.test")) {
            assertThat(rules.allowsHost(other)).as(other).isFalse();
        }
        assertThat(EgressRules.of(List.of("/srv/feed"), List.of()).reachAnything())
                .isFalse();
    }

    @Test
    void everythingThatAStepStartedEndsWithIt() throws Exception {
        BoxedProcess box = sealed();
        // A time that no other test sleeps for, so that the process is found by it.
        String sleep = "sleep 7" + System.nanoTime() % 100_000_000_000L;
        ProcessExit exit = box.run(
                Access.SEALED,
                "(setsid bash -c 'trap \"\" INT TERM HUP; exec env -i " + sleep
                        + "' >/dev/null 2>&1 &) ; ps ax | cat; echo done");
        assertThat(exit.isSuccess()).isTrue();
        assertThat(box.lines).contains("done");
        // The system ends it with the first process of its namespace, whose end does not wait for that.
        for (ProcessHandle left : ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").endsWith(sleep))
                .toList()) {
            left.onExit().get(60, TimeUnit.SECONDS);
        }
        assertThat(ProcessSweep.sweep(box.attempt)).isEmpty();
    }

    @Test
    void cancelIsPoliteInsideAndLeavesNothing() throws Exception {
        BoxedProcess box = sealed();
        CompletableFuture<ProcessExit> exit = CompletableFuture.supplyAsync(() ->
                box.run(Access.SEALED, "trap 'echo polite; exit 3' INT; touch ready; while :; do sleep 0.1; done"));
        Path ready = box.repository.resolve("ready");
        while (!Files.exists(ready)) {
            assertThat(exit).isNotDone();
            Thread.onSpinWait();
        }
        box.cancellation.request(CancelReason.UserRequest);
        assertThatThrownBy(() -> exit.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(CancelledException.class);
        assertThat(box.lines).contains("polite");
        assertThat(ProcessSweep.sweep(box.attempt)).isEmpty();
    }

    private BoxedProcess sealed() throws IOException {
        return new BoxedProcess(agent, EgressRules.of(List.of("/srv/feed"), List.of()));
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private static String get(String url) {
        return "exec 3<>/dev/tcp/127.0.0.1/3128; printf 'GET " + url
                + " HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n' >&3; cat <&3";
    }

    private static String connect(String target) {
        return "exec 3<>/dev/tcp/127.0.0.1/3128; printf 'CONNECT " + target + " HTTP/1.1\\r\\n\\r\\n' >&3; cat <&3";
    }
}
