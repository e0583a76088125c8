package net.buildserver.agent.stage;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.buildserver.agent.dotnet.DotnetInstallation;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.agent.process.ProcessExit;
import net.buildserver.agent.process.ProcessRequest;

/** Runs {@code dotnet} for an attempt: its output goes to the log, its warnings and errors to the server. */
final class Dotnet {
    private final BuildContext context;
    private final DotnetInstallation installation;

    private Dotnet(BuildContext context, DotnetInstallation installation) {
        this.context = context;
        this.installation = installation;
    }

    static Dotnet of(BuildContext context) {
        DotnetInstallation installation = context.tools()
                .dotnet()
                .orElseThrow(() -> BuildFailedException.infrastructure(
                        "this agent has no .NET SDK; set its dotnet.root to the folder of one"));
        return new Dotnet(context, installation);
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
                        context.tools().extras()));
        environment.putAll(variables);
        List<String> command = Stream.concat(Stream.of(installation.program().toString()), arguments.stream())
                .toList();
        return context.tools()
                .runner()
                .run(new ProcessRequest(command, directory, environment), context.cancellation(), lines);
    }
}
