package net.buildserver.verification.measure;

import java.util.Map;
import net.buildserver.verification.endtoend.AgentUnderMeasurement;

/**
 * A test that hangs, with the real SDK: after a minute its host is dumped and ended, and the build fails with its name. Ends with 1
 * if not. It takes a minute and a half, so that it is no test.
 *
 * <p>{@code ./mvnw -q verify -Pmeasure -DskipTests -pl build-verification -am -Dprogram=HangDump}
 */
final class HangDump {

    private static final Map<String, String> FILES = Map.of("T/T.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.1" />
                <PackageReference Include="xunit" Version="2.9.3" />
                <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
              </ItemGroup>
            </Project>
            """, "T/T.cs", """
            public class First { [Xunit.Fact] public void Ends() { } }
            public class Second { [Xunit.Fact] public void Hangs() => System.Threading.Thread.Sleep(-1); }
            """);

    private HangDump() {}

    public static void main(String[] args) {
        try (var agent = AgentUnderMeasurement.withSdk()) {
            agent.startAgent();
            var outcome =
                    agent.build(agent.newFolder(), FILES, "T/T.csproj", Map.of("BuildServerTestHangMinutes", "1"));
            System.out.println(outcome.status() + " in " + outcome.stages() + ": " + outcome.message());
            outcome.files().forEach(System.out::println);
            var told = outcome.status().equals("Failed") && outcome.message().contains("Second.Hangs");
            var dumped = outcome.files().stream().anyMatch(file -> file.endsWith("hangdump.dmp"));
            if (!told || !dumped) {
                System.out.println(outcome.log());
                throw new AssertionError("the hang was not told, or left no dump");
            }
        }
    }
}
