package net.buildserver.api.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServicesTests {
    private final Terminal terminal =
            new Terminal(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false);

    @TempDir
    Path folder;

    @Test
    void secondStartKeepsTheDataOfTheFirst() throws Exception {
        try (DataFolder data = DataFolder.open(folder);
                EmbeddedServices services = EmbeddedServices.start(data, terminal)) {
            execute(services, "create table kept (id int)");
        }
        try (DataFolder data = DataFolder.open(folder);
                EmbeddedServices services = EmbeddedServices.start(data, terminal)) {
            assertThat(count(services, "select count(*) from kept")).isZero();
        }
    }

    @Test
    void databaseAsksForItsPassword() throws Exception {
        try (DataFolder data = DataFolder.open(folder);
                EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
            String url = String.valueOf(database.properties().get("spring.datasource.url"));
            assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", "postgres")
                            .close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
        }
    }

    @Test
    void secondServerOnTheSameFolderIsToldSo() throws IOException {
        try (DataFolder first = DataFolder.open(folder)) {
            assertThat(first.resolve("lock")).exists();
            assertThatThrownBy(() -> DataFolder.open(folder))
                    .isInstanceOfAny(StandaloneException.class, java.nio.channels.OverlappingFileLockException.class);
        }
    }

    @Test
    void folderThatIsAFileIsRefusedInOneSentence() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
                .isInstanceOf(StandaloneException.class)
                .hasMessageContaining("--data DIR");
    }

    private static void execute(EmbeddedServices services, String sql) throws SQLException {
        try (Connection connection = connect(services);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(EmbeddedServices services, String sql) throws SQLException {
        try (Connection connection = connect(services);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Connection connect(EmbeddedServices services) throws SQLException {
        return connect(services.properties());
    }

    private static Connection connect(java.util.Map<String, Object> properties) throws SQLException {
        return DriverManager.getConnection(
                String.valueOf(properties.get("spring.datasource.url")),
                String.valueOf(properties.get("spring.datasource.username")),
                String.valueOf(properties.get("spring.datasource.password")));
    }
}
