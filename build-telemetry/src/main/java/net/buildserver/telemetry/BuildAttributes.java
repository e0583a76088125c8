package net.buildserver.telemetry;

import io.opentelemetry.api.common.AttributeKey;

/** Attributes of a build's spans: OpenTelemetry's conventions for CI/CD and version control, and the build server's own tags. */
public final class BuildAttributes {
    public static final AttributeKey<String> PIPELINE_NAME = AttributeKey.stringKey("cicd.pipeline.name");
    public static final AttributeKey<String> PIPELINE_RUN = AttributeKey.stringKey("cicd.pipeline.run.id");
    public static final AttributeKey<String> PIPELINE_ACTION = AttributeKey.stringKey("cicd.pipeline.action.name");
    public static final AttributeKey<String> PIPELINE_RESULT = AttributeKey.stringKey("cicd.pipeline.result");
    public static final AttributeKey<String> TASK_NAME = AttributeKey.stringKey("cicd.pipeline.task.name");
    public static final AttributeKey<String> TASK_RUN = AttributeKey.stringKey("cicd.pipeline.task.run.id");
    public static final AttributeKey<String> TASK_RESULT = AttributeKey.stringKey("cicd.pipeline.task.run.result");
    public static final AttributeKey<String> TASK_TYPE = AttributeKey.stringKey("cicd.pipeline.task.type");
    public static final AttributeKey<String> WORKER_ID = AttributeKey.stringKey("cicd.worker.id");
    public static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    public static final AttributeKey<String> REPOSITORY_URL = AttributeKey.stringKey("vcs.repository.url.full");
    public static final AttributeKey<String> REF_NAME = AttributeKey.stringKey("vcs.ref.head.name");
    public static final AttributeKey<String> REF_REVISION = AttributeKey.stringKey("vcs.ref.head.revision");

    /** The specification's tags. */
    public static final AttributeKey<String> PROJECT = AttributeKey.stringKey("build.project");

    public static final AttributeKey<String> CONFIGURATION = AttributeKey.stringKey("build.configuration");
    public static final AttributeKey<String> STRATEGY = AttributeKey.stringKey("build.strategy");
    public static final AttributeKey<String> EXECUTION = AttributeKey.stringKey("build.executionId");
    public static final AttributeKey<Boolean> SUCCESS = AttributeKey.booleanKey("build.success");
    public static final AttributeKey<Double> DURATION = AttributeKey.doubleKey("build.duration");

    public static final AttributeKey<String> POOL = AttributeKey.stringKey("build.pool");
    public static final AttributeKey<String> STAGE = AttributeKey.stringKey("build.stage");
    public static final AttributeKey<Long> ATTEMPT_NUMBER = AttributeKey.longKey("build.attempt.number");
    public static final AttributeKey<String> FRAMEWORK = AttributeKey.stringKey("build.framework");
    public static final AttributeKey<Long> TESTS = AttributeKey.longKey("build.tests");

    /** What the cache spared a project, and the build that made what was taken. */
    public static final AttributeKey<String> CACHE_HIT = AttributeKey.stringKey("build.cache.hit");

    public static final AttributeKey<String> CACHE_ORIGIN = AttributeKey.stringKey("build.cache.origin");
    public static final AttributeKey<Long> EXIT_CODE = AttributeKey.longKey("process.exit.code");

    private BuildAttributes() {}
}
