package net.buildserver.api.openapi;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Values that nobody should send, and documents that hold them. */
public final class HostileValues {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST = 70_000;
    private static final int DEEP = 3000;

    private static final List<String> STRINGS = List.of(
            "",
            " ",
            "0",
            "-1",
            "2147483648",
            "-9223372036854775808",
            "9223372036854775807",
            "9223372036854775808",
            "1e400",
            "NaN",
            "null",
            "true",
            "[]",
            "{}",
            "'; drop table builds; --",
            "%' or '1'='1",
            "../../etc/passwd",
            "%s%n${jndi:ldap://localhost/a}",
            "\u0000",
            "a\u0000b",
            "\ud83d\ude80",
            "\ud83d",
            "\u202Eabc",
            "\uFFFF",
            "a\r\nSet-Cookie: a=b",
            "a".repeat(5000),
            "00000000-0000-0000-0000-000000000000",
            "2026-02-30T25:61:61Z",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "0000-01-01",
            "294277-01-01T00:00:00Z",
            "PT-1S",
            "PT2562047788015215H30M7S",
            "P99999999999D",
            "*",
            "\\",
            "(((((((((((((((((((((",
            "bytes=-1",
            "bytes=9223372036854775807-9223372036854775807",
            "W/\"\"");

    private static final List<String> BODIES = List.of(
            "",
            "null",
            "[]",
            "{}",
            "\"\"",
            "0",
            "{",
            "{\"a\":",
            "{} {}",
            "[".repeat(DEEP),
            "{\"a\":".repeat(DEEP),
            "{\"job\":null}",
            "{\"job\":[]}",
            "{\"job\":{\"buildProperties\":{\"\":null},\"metadata\":[1]}}",
            "{\"attempts\":null,\"usage\":null}",
            "{\"a\":1,\"a\":2}",
            "{\"a\":1" + "0".repeat(1000) + "}",
            "{\"\\u0000\":\"\\u0000\"}",
            "\uFEFF{}",
            "<a/>",
            "a=b&c=d");

    private final Random random;

    /** Chooses by {@code random}, so that a seed repeats a run. */
    public HostileValues(Random random) {
        this.random = random;
    }

    /** Returns a text that is wrong almost everywhere. */
    public String text() {
        return switch (random.nextInt(20)) {
            case 0 -> "x".repeat(random.nextInt(LONGEST));
            case 1 -> randomText();
            // As cursors are made.
            case 2 -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(random.nextInt(40)));
            case 3 -> Long.toString(random.nextLong());
            default -> pick(STRINGS);
        };
    }

    /** Returns {@link #text} as it stands in a URL. */
    public String inUrl() {
        String text = text();
        return encoded(text.length() > 6000 ? text.substring(0, 6000) : text);
    }

    /** Returns a text that fits into one header line. */
    public String inHeader() {
        String text = text().replaceAll("[\\r\\n\\x00]", " ");
        return text.length() > 3000 ? text.substring(0, 3000) : text;
    }

    /** Returns a body, by intention or by accident not what {@code example} is. */
    public byte[] body(JsonNode example) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> pick(BODIES).getBytes(StandardCharsets.UTF_8);
            case 2 -> bytes(random.nextInt(300));
            case 3 -> example.toString().getBytes(StandardCharsets.UTF_16BE);
            default -> mutated(example).toString().getBytes(StandardCharsets.UTF_8);
        };
    }

    /** Replaces up to three members, at any depth, by something else. */
    public JsonNode mutated(JsonNode example) {
        JsonNode copy = example.deepCopy();
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            List<JsonNode> inner = new ArrayList<>();
            collect(copy, inner);
            if (!inner.isEmpty()) {
                mutate(pick(inner));
            }
        }
        return copy;
    }

    private void mutate(JsonNode node) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            String name = pick(new ArrayList<>(object.propertyNames()));
            if (random.nextInt(6) == 0) {
                object.remove(name);
            } else {
                object.set(name, value());
            }
        } else if (node instanceof ArrayNode array) {
            if (random.nextBoolean() && !array.isEmpty()) {
                JsonNode first = array.get(0);
                for (int times = random.nextInt(600); times > 0; times--) {
                    array.add(first);
                }
            } else {
                array.add(value());
            }
        }
    }

    private JsonNode value() {
        return switch (random.nextInt(9)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.createArrayNode().add(text());
            case 2 -> JSON.valueToTree(random.nextLong());
            case 3 -> JSON.valueToTree(-random.nextInt(10));
            case 4 -> JSON.valueToTree(random.nextDouble() * 1e300);
            case 5 -> JSON.valueToTree(random.nextBoolean());
            case 6 -> JSON.createObjectNode().put(text(), text());
            default -> JSON.valueToTree(text());
        };
    }

    private static void collect(JsonNode node, List<JsonNode> inner) {
        if (node.isContainer()) {
            inner.add(node);
        }
        node.forEach(child -> collect(child, inner));
    }

    private String randomText() {
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(50), 0, Character.MAX_CODE_POINT + 1).forEach(text::appendCodePoint);
        return text.toString();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Returns one of {@code list}. */
    public <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
