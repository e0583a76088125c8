package net.buildserver.agent.stage;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.buildserver.agent.dotnet.BuildEnvironment;
import net.buildserver.agent.dotnet.DotnetInstallation;
import net.buildserver.agent.dotnet.FeedCredentials;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.agent.failure.CancelledException;
import net.buildserver.agent.process.ProcessExit;
import net.buildserver.agent.process.ProcessRequest;
import net.buildserver.agent.sandbox.Access;
import net.buildserver.agent.sandbox.EnclosedStep;
import net.buildserver.agent.trace.AttemptTrace;

/** Runs {@code dotnet} for an attempt: its output goes to the log, its warnings and errors to the server. */
final class Dotnet {
    private final BuildContext context;
    private final DotnetInstallation installation;
    private final Access access;

    private Dotnet(BuildContext context, DotnetInstallation installation, Access access) {
        this.context = context;
        this.installation = installation;
        this.access = access;
    }

    static Dotnet of(BuildContext context) {
        return of(context, NetworkWish.access(context));
    }

    /** Returns one that may fetch packages. */
    static Dotnet restoring(BuildContext context) {
        return of(context, Access.SOURCES);
    }

    private static Dotnet of(BuildContext context, Access access) {
        DotnetInstallation installation = context.tools()
                .dotnet()
                .orElseThrow(() -> BuildFailedException.infrastructure(
                        "this agent has no .NET SDK; set its dotnet.root to the folder of one"));
        return new Dotnet(context, installation, access);
    }

    /** Runs a command whose output is the build's. */
    ProcessExit run(List<String> arguments, Map<String, String> variables) {
        OutputFilter filter = new OutputFilter(context);
        return run(arguments, variables, filter::accept);
    }

    /** Runs a command whose output is for the agent. */
    ProcessExit run(List<String> arguments, Map<String, String> variables, Consumer<String> lines) {
        Path directory = context.solution().resolveSibling("");
        Map<String, String> environment = new HashMap<>(context.tools()
                .environment()
                .of(
                        context.assignment().attemptId(),
                        installation,
                        context.temporary(),
                        access == Access.SOURCES
                                ? context.tools().extras()
                                : FeedCredentials.without(context.tools().extras())));
        environment.putAll(variables);
        AttemptTrace.Program span = context.trace().program("dotnet " + arguments.getFirst());
        span.traceparent().ifPresent(place -> environment.put("TRACEPARENT", place));
        boolean tests = arguments.getFirst().equals(TestCommand.NAME);
        List<String> command = Stream.concat(Stream.of(installation.program().toString()), arguments.stream())
                .toList();
        ProcessRequest request =
                new ProcessRequest(command, directory, tests ? environment : BuildEnvironment.ofTools(environment));
        try (EnclosedStep step = context.enclosure().open(access, context.log()::warn)) {
            ProcessExit exit = context.tools()
                    .runner()
                    .run(step.enclose(request), context.cancellation(), context.redaction()::output, lines);
            span.ended(exit.exitCode());
            // Whatever the command had said until then, it is no fault of the project.
            exit.endedBy().ifPresent(who -> {
                throw BuildFailedException.infrastructure("dotnet " + arguments.getFirst() + " was ended by " + who);
            });
            return exit;
        } catch (CancelledException cancelled) {
            span.cancelled();
            throw cancelled;
        }
    }
}
