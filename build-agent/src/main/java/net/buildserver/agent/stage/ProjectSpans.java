package net.buildserver.agent.stage;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;
import net.buildserver.agent.cache.CachedBuild;
import net.buildserver.agent.cache.CachedBuildResult;
import net.buildserver.agent.cache.ProjectOutcome;
import net.buildserver.agent.cache.TakenProject;
import net.buildserver.agent.dotnet.BuildTime;
import net.buildserver.agent.dotnet.ProjectFacts;
import net.buildserver.agent.dotnet.TestRunTime;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.telemetry.BuildAttributes;

/** Tells traces when each project was built, taken from the cache and tested, as MSBuild, the cache and the test reports say. */
final class ProjectSpans {
    private ProjectSpans() {}

    /** Tells of what a build without the cache built. */
    static void ofBuilt(BuildContext context) {
        for (ProjectFacts project : context.projects()) {
            BuildTime time = project.time();
            if (time != null) {
                String path = String.valueOf(project.project());
                tell(context, "build", path, time, attributes(project.name(), project.framework()));
            }
        }
    }

    /** Tells of what the cache had, just after it was put in place; of a shared build, each task tells of its own projects. */
    static void ofTaken(BuildContext context, CachedBuild build) {
        TaskScope scope = TaskScope.of(context.assignment());
        for (TakenProject taken : build.taken()) {
            ProjectId project = taken.project();
            if (scope.tells(project.name())) {
                AttributesBuilder attributes = attributes(project.simpleName(), project.framework())
                        .put(BuildAttributes.CACHE_HIT, taken.hit().name())
                        .put(BuildAttributes.CACHE_ORIGIN, taken.origin());
                tell(context, "take", project.path(), taken.time(), attributes);
            }
        }
    }

    /** Tells of what a build with the cache built, in whole or in part. */
    static void ofOutcomes(BuildContext context, CachedBuildResult result) {
        for (ProjectOutcome outcome : result.projects()) {
            ProjectId project = outcome.project();
            for (BuildTime time : outcome.times()) {
                AttributesBuilder attributes = attributes(project.simpleName(), project.framework())
                        .put(BuildAttributes.CACHE_HIT, outcome.hit().name());
                tell(context, "build", project.path(), time, attributes);
            }
        }
    }

    private static AttributesBuilder attributes(String project, String framework) {
        return Attributes.builder()
                .put(BuildAttributes.TASK_NAME, project)
                .put(BuildAttributes.TASK_TYPE, "build")
                .put(BuildAttributes.FRAMEWORK, framework);
    }

    private static void tell(
            BuildContext context, String verb, String path, BuildTime time, AttributesBuilder attributes) {
        Attributes all = attributes.build();
        // A project may be built twice, and others may be called the same.
        String key = verb + " " + path + " " + all.get(BuildAttributes.FRAMEWORK) + " " + time.start();
        String name = verb + " " + all.get(BuildAttributes.TASK_NAME);
        context.trace().within(key, name, time.start(), time.end(), all, false);
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
