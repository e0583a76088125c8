package net.buildserver.api.builds;

/** Examples of the API's description, as the specification gives them. */
final class BuildExamples {
    static final String CREATE = """
            {
              "job": {
                "projectName": "MyApp",
                "repositoryUrl": "https://github.com/org/myapp",
                "gitRef": "refs/heads/main",
                "solutionPath": "MyApp.sln",
                "configuration": "Release",
                "targetFramework": "net8.0",
                "platform": "AnyCPU",
                "runTests": true,
                "createPackages": true,
                "publishArtifacts": true,
                "requesterEmail": "developer@example.com"
              },
              "targetPool": "Linux",
              "strategy": "Incremental",
              "priority": "Normal",
              "requesterEmail": "developer@example.com"
            }""";

    private BuildExamples() {}
}
