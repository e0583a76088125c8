package net.buildserver.api.security;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** Access tokens that somebody without our key, or with an old one, might try. Written by hand, as no library would. */
final class ForgedTokens {
    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] OTHER_SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    private final String genuine;
    private final String kid;
    private final byte[] secret;
    private final Map<String, Object> claims;
    private final Map<String, String> tokens = new LinkedHashMap<>();

    /** Forges tokens after a genuine one; the genuine key only signs what must be refused for its content. */
    @SuppressWarnings("unchecked")
    ForgedTokens(String genuine, String kid, byte[] secret) {
        this.genuine = genuine;
        this.kid = kid;
        this.secret = secret;
        this.claims = JSON.readValue(Base64.getUrlDecoder().decode(genuine.split("\\.", -1)[1]), Map.class);
    }

    Map<String, String> all() throws NoSuchAlgorithmException, InvalidKeyException {
        algorithms();
        keys();
        contents();
        shapes();
        return tokens;
    }

    private void algorithms() throws NoSuchAlgorithmException, InvalidKeyException {
        tokens.put("alg none", part(header("none")) + "." + part(claims) + ".");
        tokens.put("alg None", part(header("None")) + "." + part(claims) + ".");
        tokens.put("alg none, signed", signed(header("none"), claims, secret, "HmacSHA256"));
        tokens.put("alg lower case", signed(header("hs256"), claims, secret, "HmacSHA256"));
        tokens.put("alg HS512", signed(header("HS512"), claims, secret, "HmacSHA512"));
        tokens.put("alg HS384", signed(header("HS384"), claims, secret, "HmacSHA384"));
        tokens.put("alg RS256", signed(header("RS256"), claims, secret, "HmacSHA256"));
        tokens.put("alg ES256", signed(header("ES256"), claims, secret, "HmacSHA256"));
        Map<String, Object> without = header("HS256");
        without.remove("alg");
        tokens.put("no alg", signed(without, claims, secret, "HmacSHA256"));
        tokens.put("zip", signed(with(header("HS256"), "zip", "DEF"), claims, secret, "HmacSHA256"));
    }

    private void keys() throws NoSuchAlgorithmException, InvalidKeyException {
        tokens.put("other key", signed(header("HS256"), claims, OTHER_SECRET, "HmacSHA256"));
        for (String id : new String[] {"AAAAAAAAAAAAAAAA", "", "../../dev/null", "x' or '1'='1", "a".repeat(500)}) {
            tokens.put("kid " + id, signed(with(header("HS256"), "kid", id), claims, OTHER_SECRET, "HmacSHA256"));
        }
        Map<String, Object> without = header("HS256");
        without.remove("kid");
        tokens.put("no kid", signed(without, claims, secret, "HmacSHA256"));
        tokens.put("kid number", signed(with(header("HS256"), "kid", 1), claims, secret, "HmacSHA256"));
        for (String pointer : new String[] {"jku", "x5u"}) {
            tokens.put(
                    pointer,
                    signed(
                            with(header("HS256"), pointer, "http://127.0.0.1:1/keys"),
                            claims,
                            OTHER_SECRET,
                            "HmacSHA256"));
        }
        Map<String, Object> jwk = Map.of(
                "kty", "oct", "k", Base64.getUrlEncoder().withoutPadding().encodeToString(OTHER_SECRET));
        tokens.put("jwk", signed(with(header("HS256"), "jwk", jwk), claims, OTHER_SECRET, "HmacSHA256"));
        tokens.put(
                "crit",
                signed(with(header("HS256"), "crit", new String[] {"exp"}), claims, OTHER_SECRET, "HmacSHA256"));
    }

    private void contents() throws NoSuchAlgorithmException, InvalidKeyException {
        String[] parts = genuine.split("\\.", -1);
        tokens.put(
                "altered payload",
                parts[0] + "." + part(with(claims, "sub", UUID.randomUUID().toString())) + "." + parts[2]);
        tokens.put("altered header", part(with(header("HS256"), "typ", "at+jwt")) + "." + parts[1] + "." + parts[2]);
        long now = Instant.now().getEpochSecond();
        genuinelySigned("expired", "exp", now - 1);
        genuinelySigned("not yet valid", "nbf", now + 600);
        genuinelySigned("no expiry", "exp", null);
        genuinelySigned("other issuer", "iss", "somebody");
        genuinelySigned("no issuer", "iss", null);
        genuinelySigned("other audience", "aud", "another-api");
        genuinelySigned("no audience", "aud", null);
        genuinelySigned("other user", "sub", UUID.randomUUID().toString());
        genuinelySigned("subject is no id", "sub", "admin");
        genuinelySigned("no subject", "sub", null);
        genuinelySigned("other session", "sid", UUID.randomUUID().toString());
        genuinelySigned("no session", "sid", null);
        genuinelySigned("session is a number", "sid", 7);
    }

    private void shapes() {
        String[] parts = genuine.split("\\.", -1);
        tokens.put("no signature", parts[0] + "." + parts[1] + ".");
        tokens.put("two parts", parts[0] + "." + parts[1]);
        tokens.put("five parts", parts[0] + "." + parts[1] + "." + parts[2] + "." + parts[1] + "." + parts[2]);
        tokens.put("cut signature", genuine.substring(0, genuine.length() - 5));
        tokens.put("text", "hello");
        tokens.put("dots", "..");
        tokens.put("no base64", "%%%.%%%.%%%");
        tokens.put("no json", part("x") + "." + part("y") + ".z");
        tokens.put("long", "a".repeat(5000));
        tokens.put("agent credential prefix", "bsac_" + "a".repeat(43));
        tokens.put("API token prefix", "bsat_" + "a".repeat(49));
        tokens.put("API token that nobody has", "bsat_00000000000000000000000000000000000000000000UsBYW");
        tokens.put("enrolment prefix", "bset_" + "a".repeat(43));
        tokens.put("refresh prefix", "bsrt_" + "a".repeat(43));
    }

    private void genuinelySigned(String name, String claim, Object value)
            throws NoSuchAlgorithmException, InvalidKeyException {
        tokens.put(name, signed(header("HS256"), with(claims, claim, value), secret, "HmacSHA256"));
    }

    private Map<String, Object> header(String algorithm) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("kid", kid);
        header.put("typ", "JWT");
        header.put("alg", algorithm);
        return header;
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(map);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return changed;
    }

    static String signed(Map<String, Object> header, Map<String, Object> claims, byte[] secret, String algorithm)
            throws NoSuchAlgorithmException, InvalidKeyException {
        String content = part(header) + "." + part(claims);
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(secret, algorithm));
        return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String part(Object json) {
        return base64(JSON.writeValueAsBytes(json));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
