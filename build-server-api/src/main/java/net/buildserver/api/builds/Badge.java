package net.buildserver.api.builds;

import net.buildserver.domain.build.BuildStatus;
import org.jspecify.annotations.Nullable;

/** The picture of a result; it holds nothing but fixed words. */
enum Badge {
    Passing("passing", "#1a7f4e"),
    Failing("failing", "#c4281e"),
    Cancelled("cancelled", "#6b6875"),
    Unknown("unknown", "#6b6875");

    private static final String SVG = """
            <svg xmlns="http://www.w3.org/2000/svg" width="110" height="20" role="img" aria-label="build: {word}">
              <rect width="110" height="20" rx="4" fill="#3b3945"/>
              <path d="M42 0h64a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H42z" fill="{colour}"/>
              <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
                <text x="21" y="14">build</text><text x="76" y="14">{word}</text>
              </g>
            </svg>
            """;

    private final String word;
    private final String colour;

    Badge(String word, String colour) {
        this.word = word;
        this.colour = colour;
    }

    /** Returns the badge of the latest build that ended, or of none. */
    static Badge of(@Nullable BuildStatus latest) {
        return switch (latest) {
            case Succeeded -> Passing;
            case Failed, TimedOut -> Failing;
            case Cancelled -> Cancelled;
            case null, default -> Unknown;
        };
    }

    String svg() {
        return SVG.replace("{word}", word).replace("{colour}", colour);
    }
}
