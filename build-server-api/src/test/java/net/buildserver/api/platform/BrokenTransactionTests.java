package net.buildserver.api.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.context.request.ServletWebRequest;

/** What a client is told when PostgreSQL goes away within its transaction. */
class BrokenTransactionTests {
    private final ProblemAdvice advice = new ProblemAdvice();
    private final ServletWebRequest request =
            new ServletWebRequest(new MockHttpServletRequest("POST", "/api/v1/builds"));

    @Test
    void rollbackOnABrokenConnectionAsksForAnotherTry() {
        ResponseEntity<Object> answer = advice.onTransactionBroken(
                new JpaSystemException(
                        new IllegalStateException("Unable to rollback", new SQLException("Connection is closed"))),
                request);

        assertThat(answer.getStatusCode().value()).isEqualTo(503);
        assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("2");
    }

    @Test
    void commitOnABrokenConnectionAsksForAnotherTry() {
        ResponseEntity<Object> answer = advice.onTransactionBroken(
                new TransactionSystemException("Could not commit", new SQLException("I/O error")), request);

        assertThat(answer.getStatusCode().value()).isEqualTo(503);
    }

    @Test
    void failureOfOurOwnStaysOne() {
        ResponseEntity<Object> answer = advice.onTransactionBroken(
                new JpaSystemException(new IllegalStateException("an entity is not mapped")), request);

        assertThat(answer.getStatusCode().value()).isEqualTo(500);
    }
}
