package net.buildserver.verification.endtoend;

import java.util.LinkedHashMap;
import java.util.Map;

/** A build request as a client writes it (specification, "POST /api/v1/builds"). */
final class BuildOrder {

    private final Map<String, Object> job = new LinkedHashMap<>();
    private final Map<String, Object> request = new LinkedHashMap<>();

    private BuildOrder(String repositoryUrl, String solutionPath) {
        job.put("projectName", "EndToEnd");
        job.put("repositoryUrl", repositoryUrl);
        job.put("gitRef", "main");
        job.put("solutionPath", solutionPath);
        job.put("requesterEmail", "developer@example.com");
        request.put("job", job);
        request.put("targetPool", "Linux");
        request.put("strategy", "Clean");
        request.put("requesterEmail", "developer@example.com");
    }

    static BuildOrder of(Repository repository, String solutionPath) {
        return new BuildOrder(repository.url().toString(), solutionPath);
    }

    static BuildOrder of(String repositoryUrl, String solutionPath) {
        return new BuildOrder(repositoryUrl, solutionPath);
    }

    /** Sets a field of the job. */
    BuildOrder job(String field, Object value) {
        job.put(field, value);
        return this;
    }

    /** Sets a field of the request around the job. */
    BuildOrder with(String field, Object value) {
        request.put(field, value);
        return this;
    }

    Map<String, Object> json() {
        return request;
    }
}
