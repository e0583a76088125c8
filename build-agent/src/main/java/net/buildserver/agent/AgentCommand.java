package net.buildserver.agent;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.buildserver.agent.config.AgentConfig;
import net.buildserver.agent.config.ConfigKey;
import net.buildserver.agent.config.ConfigReader;
import net.buildserver.agent.loop.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The command line: one flag per setting, {@code --config}, {@code --help} and {@code --version}. */
final class AgentCommand {
    static final String RUN = "run";
    static final String STATUS = "status";
    static final String DOCTOR = "doctor";

    private AgentCommand() {}

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("build-agent");
        spec.usageMessage()
                .description("Runs .NET builds for a build server.")
                .customSynopsis(
                        "build-agent [run] [--config FILE] [--SETTING VALUE]...%n",
                        "build-agent status [--json]   tells what the running agent does%n",
                        "build-agent doctor            looks at everything that builds need here%n")
                .width(110)
                .autoWidth(false)
                .footer(footer());
        spec.version("build-agent " + AgentAssembly.version());
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Prints this.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Prints the version.")
                .build());
        spec.addOption(OptionSpec.builder("--config")
                .type(String.class)
                .paramLabel("FILE")
                .description("File with lines of the form key = value.")
                .build());
        spec.addOption(OptionSpec.builder("--json")
                .description("Makes status print JSON.")
                .build());
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("0..1")
                .type(String.class)
                .paramLabel("COMMAND")
                .hidden(true)
                .build());
        for (ConfigKey key : ConfigKey.values()) {
            spec.addOption(option(key));
        }
        return spec;
    }

    /** Reads the configuration of a command line and the environment. */
    static AgentConfig config(ParseResult parsed, Map<String, String> environment) {
        String file = parsed.matchedOptionValue("--config", "");
        Map<ConfigKey, List<String>> flags = new EnumMap<>(ConfigKey.class);
        for (ConfigKey key : ConfigKey.values()) {
            List<String> values = parsed.matchedOptionValue("--" + key.key(), List.of());
            if (!values.isEmpty()) {
                flags.put(key, values);
            }
        }
        return ConfigReader.read(file.isEmpty() ? null : Path.of(file).toAbsolutePath(), environment, flags);
    }

    private static OptionSpec option(ConfigKey key) {
        String dotted = "--" + key.key();
        String dashed = dotted.replace('.', '-');
        String shownDefault = key.defaultValue().isEmpty() ? "" : " Default: " + key.defaultValue() + ".";
        return OptionSpec.builder(dotted.equals(dashed) ? new String[] {dotted} : new String[] {dotted, dashed})
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel("VALUE")
                .description(key.meaning() + (key.isList() ? "; may be repeated." : ".") + shownDefault)
                .build();
    }

    private static String[] footer() {
        StringBuilder codes =
                new StringBuilder("%nEach setting is also a line of the file (key = value) and an environment"
                        + " variable (" + ConfigKey.WORK_DIR.variable() + " for " + ConfigKey.WORK_DIR.key()
                        + "); flags win over the environment, and that over the file.%nExit codes:");
        for (ExitCode code : ExitCode.values()) {
            codes.append("%n  ").append(code.code()).append("  ").append(code.meaning());
        }
        return new String[] {codes.toString()};
    }
}
