package net.buildserver.orchestrator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EmbeddedServicesTests {
    @Test
    void databasesAreMigratedAndApart() {
        TestDatabase one = EmbeddedServices.freshDatabase();
        TestDatabase other = EmbeddedServices.freshDatabase();

        one.jdbc()
                .sql("insert into queue_limits (kind, name, changed_by) values ('pool', 'Linux', 'test')")
                .update();

        assertThat(one.jdbc()
                        .sql("select count(*) from queue_limits")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(other.jdbc()
                        .sql("select count(*) from queue_limits")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void redisAnswers() throws IOException {
        URI redis = URI.create(EmbeddedServices.redisUrl());
        try (Socket socket = new Socket(redis.getHost(), redis.getPort())) {
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII))
                    .isEqualTo("+PONG");
        }
    }

    @Test
    void storeWantsCredentials() throws IOException, InterruptedException {
        TestStore store = EmbeddedServices.freshStore();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Void> answer = client.send(
                    HttpRequest.newBuilder(URI.create(store.endpoint() + "/")).build(),
                    HttpResponse.BodyHandlers.discarding());
            assertThat(answer.statusCode()).isEqualTo(403);
        }
    }
}
