package net.buildserver.api.dispatch;

import java.util.Map;

/** What an agent may write for an attempt: each endpoint with a body that it takes. */
final class AttemptWrites {
    static final String PREFIX = "/agent/v1/attempts/{attemptId}";
    private static final String DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("/accept", ""),
            Map.entry("/decline", "{\"reason\":\"no\"}"),
            Map.entry("/reports", "{\"sequence\":1,\"commitSha\":\"4f2c9e1d0b8a7c6f5e4d3c2b1a09f8e7d6c5b4a3\"}"),
            Map.entry("/log", "text"),
            Map.entry(
                    "/artifacts",
                    "{\"artifacts\":[{\"artifactId\":\"c0a8012e-7d1f-4f6a-a0f3-0c9d8b7a6e55\",\"path\":\"a.dll\","
                            + "\"sizeBytes\":1,\"contentType\":\"application/octet-stream\",\"sha256Hash\":\"" + DIGEST
                            + "\"}]}"),
            Map.entry("/artifacts/commit", "{\"artifactIds\":[\"c0a8012e-7d1f-4f6a-a0f3-0c9d8b7a6e55\"]}"),
            Map.entry(
                    "/cache/lookup",
                    "{\"probes\":[{\"project\":{\"path\":\"a.csproj\",\"framework\":\"net10.0\",\"configuration\":\"Release\","
                            + "\"platform\":\"AnyCPU\"},\"key\":\"" + DIGEST + "\"}],\"earlier\":true}"),
            Map.entry("/cache/packs", "{\"packs\":[{\"sha256\":\"" + DIGEST + "\",\"sizeBytes\":1}]}"),
            Map.entry(
                    "/cache/entries",
                    "{\"entries\":[{\"document\":\"build-key\\t1\\tFull\\ta.csproj\\tnet10.0\\tRelease\\tAnyCPU\\n\","
                            + "\"packDigest\":\"" + DIGEST + "\",\"duration\":\"PT1S\"}]}"),
            Map.entry("/cache/distrusted", "{}"),
            Map.entry("/cache/verified", "{\"hits\":[]}"),
            Map.entry("/cache/damaged", "{\"packs\":[\"" + DIGEST + "\"]}"),
            Map.entry("/finish", "{\"outcome\":\"Succeeded\",\"lastSequence\":0,\"logBytes\":0}"));

    private AttemptWrites() {}
}
