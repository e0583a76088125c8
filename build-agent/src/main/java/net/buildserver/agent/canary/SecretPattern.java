package net.buildserver.agent.canary;

import java.util.regex.Pattern;

/** Credentials that can be told by their form. A form is here only if next to nothing else has it. */
enum SecretPattern {
    PRIVATE_KEY("private key", "-----BEGIN (?:[A-Z]{2,9} ){0,2}PRIVATE KEY-----(?:\\\\[rn]|\\s)*[A-Za-z0-9+/=]{40}"),
    AWS("access key of AWS", "(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])"),
    AZURE("account key of Azure", "Account(?:K|k)ey=[A-Za-z0-9+/]{86}=="),
    AZURE_SHARED("shared access key of Azure", "SharedAccessKey=[A-Za-z0-9+/]{43}="),
    GITHUB("token of GitHub", "(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60})"),
    GITLAB("token of GitLab", "(?<![A-Za-z0-9])glpat-[A-Za-z0-9_-]{20}"),
    GOOGLE("API key of Google", "(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"),
    NUGET("API key of NuGet", "(?<![A-Za-z0-9])oy2[a-z0-9]{43}(?![A-Za-z0-9])"),
    NPM("token of npm", "(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])"),
    SLACK("token of Slack", "(?<![A-Za-z0-9])xox[abeprs]-[0-9]{8,14}-[A-Za-z0-9-]{10}"),
    STRIPE("live key of Stripe", "(?<![A-Za-z0-9])[rs]k_live_[A-Za-z0-9]{24}"),
    CONNECTION(
            "connection string with a password",
            "(?i)(?:server|data source|host)=[^;\\r\\n\"]{1,200};[^\\r\\n\"]{0,300}?(?:password|pwd)=[^;\\s\"'{}<>$*]{4}");

    /** Longest text that any of the forms needs to be told, in characters. */
    static final int LONGEST = 1024;

    private final String words;
    private final Pattern form;

    SecretPattern(String words, String form) {
        this.words = words;
        this.form = Pattern.compile(form);
    }

    /** Returns what it is called. */
    String words() {
        return words;
    }

    boolean isIn(String text) {
        return form.matcher(text).find();
    }
}
