package net.buildserver.api.security.tokens;

/**
 * Answer to signing in and refreshing.
 *
 * @param accessToken to send as {@code Authorization: Bearer ...}
 * @param refreshToken to get the next pair with, once
 * @param tokenType always {@code Bearer}
 * @param expiresIn seconds until the access token expires
 */
record TokenAnswer(String accessToken, String refreshToken, String tokenType, long expiresIn) {
    /** The tokens are secrets. */
    @Override
    public String toString() {
        return "TokenAnswer";
    }
}
