package net.buildserver.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A package source (NuGet V3) with one package, which has a known vulnerability; it asks everybody for a password. */
final class PackageFeed implements AutoCloseable {
    private final HttpServer server;
    private final String authorization;

    PackageFeed(String user, String password) throws IOException {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return base() + "/v3/index.json";
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"packages\"");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            byte[] body = body(exchange.getRequestURI().getPath());
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private byte[] body(String path) throws IOException {
        return switch (path) {
            case "/v3/index.json" -> json("""
                    {"version": "3.0.0", "resources": [
                      {"@id": "BASE/flat/", "@type": "PackageBaseAddress/3.0.0"},
                      {"@id": "BASE/about/", "@type": "RegistrationsBaseUrl/3.6.0"}]}
                    """);
            case "/flat/known.weak/index.json" -> json("{\"versions\": [\"1.0.0\"]}");
            case "/flat/known.weak/1.0.0/known.weak.1.0.0.nupkg" -> nupkg();
            case "/about/known.weak/index.json" -> json("""
                    {"count": 1, "items": [{"@id": "BASE/about/page", "count": 1, "lower": "1.0.0", "upper": "1.0.0",
                      "items": [{"@id": "BASE/about/leaf", "packageContent": "BASE/flat/known.weak/1.0.0/known.weak.1.0.0.nupkg",
                        "catalogEntry": {"@id": "BASE/about/entry", "id": "Known.Weak", "version": "1.0.0", "listed": true,
                          "vulnerabilities": [{"advisoryUrl": "https://example.com/advisory", "severity": "2"}]}}]}]}
                    """);
            default -> new byte[0];
        };
    }

    private byte[] json(String text) {
        return text.replace("BASE", base()).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] nupkg() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("Known.Weak.nuspec"));
            zip.write("""
                    <?xml version="1.0" encoding="utf-8"?>
                    <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                      <metadata><id>Known.Weak</id><version>1.0.0</version><authors>Nobody</authors><description>Weak</description>
                        <license type="expression">GPL-3.0-only</license></metadata>
                    </package>
                    """.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("lib/netstandard2.0/_._"));
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
