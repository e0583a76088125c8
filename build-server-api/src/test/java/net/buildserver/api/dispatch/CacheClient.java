package net.buildserver.api.dispatch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.buildserver.domain.cache.InputClass;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.cache.KeyInput;
import net.buildserver.domain.cache.KeyKind;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.cache.Sha256;
import net.buildserver.domain.protocol.CacheAnswer;
import net.buildserver.domain.protocol.CacheProbe;
import net.buildserver.domain.protocol.CachePublication;
import net.buildserver.domain.protocol.CacheQuery;
import net.buildserver.domain.protocol.DistrustedProjects;
import net.buildserver.domain.protocol.NewCacheEntry;
import net.buildserver.domain.protocol.PackDeclaration;
import net.buildserver.domain.protocol.PackDeclarations;
import net.buildserver.domain.protocol.PackUpload;
import net.buildserver.domain.protocol.PackUploads;
import net.buildserver.domain.protocol.VerifiedHit;
import net.buildserver.domain.protocol.VerifiedHits;

/** The shared cache as an agent uses it within one attempt. */
record CacheClient(FakeAgent agent, UUID attempt) {
    static final ProjectId APP = new ProjectId("src/App/App.csproj", "net10.0", "Release", "AnyCPU");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The document of a project with one source of the given content. */
    static KeyDocument document(String source) {
        return KeyDocument.of(
                KeyKind.Full, APP, List.of(new KeyInput(InputClass.Source, "src/App/Program.cs", Sha256.of(source))));
    }

    /** Uploads a pack and publishes an entry for it. */
    void share(KeyDocument document, String pack) throws IOException, InterruptedException {
        upload(pack, pack);
        FakeAgent.Answer published = publish(document, pack);
        if (published.status() != 204) {
            throw new AssertionError(published.toString());
        }
    }

    /** Declares {@code pack} and puts {@code bytes} where it belongs, if the server wants them; returns whether it did. */
    boolean upload(String pack, String bytes) throws IOException, InterruptedException {
        List<PackUpload> uploads = declare(pack).as(PackUploads.class).uploads();
        if (uploads.isEmpty()) {
            return false;
        }
        PackUpload upload = uploads.getFirst();
        HttpRequest.Builder put =
                HttpRequest.newBuilder(URI.create(upload.url())).PUT(HttpRequest.BodyPublishers.ofString(bytes));
        upload.headers().forEach(put::header);
        if (HTTP.send(put.build(), HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
            throw new AssertionError("the store refused");
        }
        return true;
    }

    FakeAgent.Answer declare(String pack) {
        return agent.attempt(
                attempt,
                "cache/packs",
                new PackDeclarations(List.of(new PackDeclaration(Sha256.of(pack), pack.length()))));
    }

    FakeAgent.Answer publish(KeyDocument document, String pack) {
        NewCacheEntry entry =
                new NewCacheEntry(document.text(), Sha256.of(pack), Sha256.of("ref"), Duration.ofSeconds(2));
        return agent.attempt(attempt, "cache/entries", new CachePublication(List.of(entry)));
    }

    /** Returns why projects are not to be taken from the cache. */
    Map<String, String> distrusted() {
        return agent.attempt(attempt, "cache/distrusted", Map.of())
                .as(DistrustedProjects.class)
                .reasons();
    }

    FakeAgent.Answer verified(VerifiedHit hit) {
        return agent.attempt(attempt, "cache/verified", new VerifiedHits(List.of(hit)));
    }

    CacheAnswer lookUp(KeyDocument document) {
        return ask(document).as(CacheAnswer.class);
    }

    FakeAgent.Answer ask(KeyDocument document) {
        CacheProbe probe = new CacheProbe(document.project(), document.key());
        return agent.attempt(attempt, "cache/lookup", new CacheQuery(List.of(probe), true));
    }

    /** Returns the status and text of a download. */
    static HttpResponse<String> download(String url) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
