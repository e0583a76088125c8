package net.buildserver.agent.stage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.buildserver.agent.dotnet.DotnetInstallation;
import net.buildserver.agent.dotnet.GlobalJson;
import net.buildserver.agent.dotnet.SdkVersion;
import net.buildserver.agent.failure.BuildFailedException;
import net.buildserver.agent.failure.RequirementException;
import net.buildserver.agent.process.ProcessExit;

/**
 * Asks dotnet itself which SDK it takes for a solution, since it knows {@code global.json} and its rules best, and remembers
 * the answer for as long as the same SDKs are installed.
 */
public final class SdkChoice {
    private static final int MAX_ANSWERS = 256;

    private final Map<Question, SdkVersion> answers = new ConcurrentHashMap<>();

    /**
     * All that the answer depends on.
     *
     * @param globalJson text of the repository's {@code global.json}, empty if there is none
     * @param installed names of the installed SDKs' folders
     */
    private record Question(String globalJson, List<String> installed) {}

    /** Returns the SDK for a solution that was checked out. */
    SdkVersion of(BuildContext context) {
        Question question = question(context);
        SdkVersion known = answers.get(question);
        if (known != null) {
            return known;
        }
        SdkVersion answer = ask(context);
        if (answers.size() >= MAX_ANSWERS) {
            answers.clear();
        }
        answers.put(question, answer);
        return answer;
    }

    private static Question question(BuildContext context) {
        List<String> installed =
                context.tools().dotnet().map(DotnetInstallation::sdkFolders).orElse(List.of());
        return new Question(globalJsonText(context).orElse(""), installed);
    }

    private static SdkVersion ask(BuildContext context) {
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
        globalJsonText(context).flatMap(GlobalJson::problem).ifPresent(problem -> {
            throw BuildFailedException.configuration("global.json is malformed: " + problem);
        });
        GlobalJson json = globalJson(context);
        if (!json.sdkVersion().isEmpty()) {
            throw new RequirementException(
                    json.sdkVersion(),
                    json.rollForward(),
                    json.allowPrerelease(),
                    "global.json wants SDK " + json.sdkVersion() + ", this agent has "
                            + String.join(", ", context.describeSdks()));
        }
        String last =
                output.stream().filter(line -> !line.isBlank()).findFirst().orElse("no output");
        throw BuildFailedException.infrastructure("dotnet does not start on this agent: " + last.strip());
    }

    /** Returns the {@code global.json} that holds for the solution: the nearest one upwards inside the repository. */
    static GlobalJson globalJson(BuildContext context) {
        return globalJsonText(context).map(GlobalJson::parse).orElse(GlobalJson.NONE);
    }

    private static Optional<String> globalJsonText(BuildContext context) {
        Path root = context.checkout().directory();
        for (Path folder = context.solution().getParent(); folder != null && folder.startsWith(root); ) {
            Path file = folder.resolve("global.json");
            if (Files.isRegularFile(file)) {
                try {
                    return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                } catch (IOException unreadable) {
                    return Optional.empty();
                }
            }
            folder = folder.getParent();
        }
        return Optional.empty();
    }
}
