package net.buildserver.api.testing;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A whole server, and people who use it. */
@ServerTest
public abstract class AccountsFixture {
    @LocalServerPort
    protected int port;

    protected Server server;
    protected Accounts accounts;

    @BeforeEach
    void connect() {
        server = new Server(port);
        accounts = new Accounts(server);
    }
}
