package net.buildserver.agent.stage;

import io.opentelemetry.api.common.Attributes;
import java.util.List;
import net.buildserver.agent.cache.CachedBuildResult;
import net.buildserver.agent.cache.ProjectOutcome;
import net.buildserver.agent.dotnet.BuildTime;
import net.buildserver.agent.dotnet.ProjectFacts;
import net.buildserver.agent.dotnet.TestRunTime;
import net.buildserver.telemetry.BuildAttributes;

/** Tells traces when each project was built and tested, as MSBuild and the test reports say. */
final class ProjectSpans {
    private ProjectSpans() {}

    static void ofBuilt(BuildContext context) {
        for (ProjectFacts project : context.projects()) {
            BuildTime time = project.time();
            if (time != null) {
                built(context, project.name(), project.framework(), time);
            }
        }
    }

    static void ofOutcomes(BuildContext context, CachedBuildResult result) {
        for (ProjectOutcome outcome : result.projects()) {
            outcome.times()
                    .forEach(time -> built(
                            context, outcome.project().name(), outcome.project().framework(), time));
        }
    }

    private static void built(BuildContext context, String project, String framework, BuildTime time) {
        Attributes attributes = Attributes.of(
                BuildAttributes.TASK_NAME,
                project,
                BuildAttributes.TASK_TYPE,
                "build",
                BuildAttributes.FRAMEWORK,
                framework);
        // A project may be built twice, and others may be called the same.
        String key = "project " + project + " " + framework + " " + time.start();
        context.trace().within(key, "build " + project, time.start(), time.end(), attributes, false);
    }

    static void ofTests(BuildContext context, List<TestRunTime> times) {
        for (TestRunTime run : times) {
            Attributes attributes = Attributes.of(
                    BuildAttributes.TASK_NAME,
                    run.project(),
                    BuildAttributes.TASK_TYPE,
                    "test",
                    BuildAttributes.TESTS,
                    (long) run.tests());
            String key = "tests " + run.project() + " " + run.start();
            context.trace().within(key, "test " + run.project(), run.start(), run.end(), attributes, run.failed());
        }
    }
}
