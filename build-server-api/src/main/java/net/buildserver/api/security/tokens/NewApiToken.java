package net.buildserver.api.security.tokens;

/**
 * An API token that was just made.
 *
 * @param token the secret, shown this once
 * @param details everything else
 */
record NewApiToken(String token, ApiToken details) {
    /** The token is a secret. */
    @Override
    public String toString() {
        return "NewApiToken[" + details + "]";
    }
}
