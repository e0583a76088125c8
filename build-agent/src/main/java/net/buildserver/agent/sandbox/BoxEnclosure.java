package net.buildserver.agent.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.agent.process.ProcessRequest;

/** Levels {@link SandboxLevel#BUBBLEWRAP} and {@link SandboxLevel#CONTAINER}: files, processes and network of its own for every step. */
final class BoxEnclosure implements Enclosure {
    private static final List<String> PROXIES =
            List.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy");

    private final Supplier<BoxMaker> makers;
    private final SandboxFolders shared;
    private final AttemptFolders own;
    private final EgressRules egress;
    private final Layout layout;

    BoxEnclosure(Supplier<BoxMaker> makers, SandboxFolders shared, AttemptFolders own, EgressRules egress) {
        this.makers = makers;
        this.shared = shared;
        this.own = own;
        this.egress = egress;
        this.layout = new Layout(own.repository(), shared.packages(), own.temporary());
    }

    @Override
    public Path seen(Path real) {
        return layout.seen(real);
    }

    @Override
    public Path real(Path seen) {
        return layout.real(seen);
    }

    @Override
    public EnclosedStep open(Access access, Consumer<String> notes) {
        Optional<EgressProxy> proxy = access == Access.SOURCES && egress.reachAnything()
                ? Optional.of(EgressProxy.start(own.temporary().resolve(".egress"), egress, notes))
                : Optional.empty();
        BoxMaker maker = makers.get();
        return new EnclosedStep() {
            @Override
            public ProcessRequest enclose(ProcessRequest request) {
                return BoxEnclosure.this.enclose(request, access, proxy, maker);
            }

            @Override
            public void close() {
                maker.end();
                proxy.ifPresent(EgressProxy::close);
            }
        };
    }

    private ProcessRequest enclose(ProcessRequest request, Access access, Optional<EgressProxy> proxy, BoxMaker maker) {
        Map<Path, Path> writable = new LinkedHashMap<>();
        Map<Path, Path> readOnly = new LinkedHashMap<>();
        layout.folders().forEach((real, seen) -> {
            boolean sealed = seen.equals(Layout.PACKAGES) && access != Access.SOURCES;
            (sealed ? readOnly : writable).put(real, seen);
        });
        writable.put(home(), Layout.HOME);
        List<Path> readable = new ArrayList<>(shared.readable());
        readable.addAll(own.readable());
        List<String> command = new ArrayList<>();
        proxy.ifPresent(open -> {
            readable.addAll(ProxyBridgeCommand.files());
            command.addAll(ProxyBridgeCommand.before(layout.seen(open.socket())));
        });
        request.command().forEach(argument -> command.add(layout.seen(argument)));
        Path directory = layout.seen(request.directory());
        Box box = new Box(
                request,
                List.copyOf(command),
                environment(request.environment(), access, proxy),
                List.copyOf(readable),
                writable,
                readOnly,
                directory,
                access == Access.NETWORK);
        return maker.request(box, own.repository());
    }

    private Map<String, String> environment(Map<String, String> given, Access access, Optional<EgressProxy> proxy) {
        Map<String, String> environment = new HashMap<>();
        given.forEach((name, value) -> environment.put(name, layout.seen(value)));
        for (String name : List.of("HOME", "USERPROFILE", "DOTNET_CLI_HOME")) {
            environment.put(name, Layout.HOME.toString());
        }
        environment.put("NUGET_PACKAGES", Layout.PACKAGES.toString());
        if (access != Access.SOURCES) {
            // Nothing is unpacked now, and locks could not be written there.
            environment.remove("NUGET_SCRATCH");
        }
        if (access != Access.NETWORK) {
            PROXIES.forEach(environment::remove);
        }
        proxy.ifPresent(_ -> {
            for (String name : List.of("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")) {
                environment.put(name, ProxyBridgeCommand.ADDRESS);
            }
            environment.put("NO_PROXY", "localhost,127.0.0.1,::1");
            environment.put("no_proxy", "localhost,127.0.0.1,::1");
        });
        return environment;
    }

    private Path home() {
        try {
            return Files.createDirectories(own.temporary().resolve(".home"));
        } catch (IOException cannotCreate) {
            throw new LocalIoException("cannot create a home folder for the build", cannotCreate);
        }
    }
}
