package net.buildserver.agent.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.buildserver.agent.dotnet.GlobalJson;
import net.buildserver.agent.dotnet.SdkVersion;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.agent.failure.RequirementException;
import net.buildserver.agent.process.ProcessExit;

/** Asks dotnet itself which SDK it takes for a solution, since it knows {@code global.json} and its rules best. */
final class SdkChoice {
    private SdkChoice() {}

    static SdkVersion of(BuildContext context) {
        List<String> output = new ArrayList<>();
        ProcessExit exit = Dotnet.of(context).run(List.of("--version"), Map.of(), output::add);
        if (exit.isSuccess()) {
            for (String line : output) {
                Optional<SdkVersion> version = SdkVersion.parse(line);
                if (version.isPresent()) {
                    return version.get();
                }
            }
        }
        output.forEach(context.log()::info);
        GlobalJson json = globalJson(context);
        if (!json.sdkVersion().isEmpty()) {
            throw new RequirementException(
                    json.sdkVersion(),
                    "global.json wants SDK " + json.sdkVersion() + ", this agent has "
                            + String.join(", ", context.describeSdks()));
        }
        String last =
                output.stream().filter(line -> !line.isBlank()).findFirst().orElse("no output");
        throw BuildFailedException.infrastructure("dotnet does not start on this agent: " + last.strip());
    }

    /** Returns the {@code global.json} that holds for the solution: the nearest one upwards inside the repository. */
    static GlobalJson globalJson(BuildContext context) {
        Path root = context.checkout().directory();
        for (Path folder = context.solution().getParent(); folder != null && folder.startsWith(root); ) {
            Path file = folder.resolve("global.json");
            if (Files.isRegularFile(file)) {
                try {
                    return GlobalJson.parse(Files.readString(file));
                } catch (IOException unreadable) {
                    return GlobalJson.NONE;
                }
            }
            folder = folder.getParent();
        }
        return GlobalJson.NONE;
    }
}
