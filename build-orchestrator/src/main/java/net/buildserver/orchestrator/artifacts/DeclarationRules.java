package net.buildserver.orchestrator.artifacts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.buildserver.domain.artifact.ArtifactRules;
import net.buildserver.domain.build.Violation;
import net.buildserver.domain.protocol.AgentProtocol;
import net.buildserver.domain.protocol.ArtifactDeclaration;

/** Which declarations are believed. */
final class DeclarationRules {
    private static final long MAX_SIZE = 64L << 30;

    private static final Pattern MEDIA_TYPE = Pattern.compile(
            "[A-Za-z0-9!#$&^_.+-]{1,100}/[A-Za-z0-9!#$&^_.+-]{1,100}(; ?[A-Za-z0-9-]+=[A-Za-z0-9._-]+)*");

    private DeclarationRules() {}

    static void check(List<ArtifactDeclaration> declarations) {
        List<Violation> violations = new ArrayList<>();
        if (declarations.isEmpty() || declarations.size() > AgentProtocol.MAX_BATCH) {
            violations.add(new Violation("artifacts", "must have 1 to " + AgentProtocol.MAX_BATCH + " entries."));
        }
        Set<String> paths = new HashSet<>();
        for (int i = 0; i < declarations.size(); i++) {
            check(violations, "artifacts[" + i + "].", declarations.get(i), paths);
        }
        if (!violations.isEmpty()) {
            throw new InvalidArtifactException(violations);
        }
    }

    private static void check(
            List<Violation> violations, String field, ArtifactDeclaration declaration, Set<String> paths) {
        ArtifactRules.pathProblem(declaration.path())
                .ifPresent(problem -> violations.add(new Violation(field + "path", problem)));
        if (!paths.add(declaration.path())) {
            violations.add(duplicate(field));
        }
        if (!ArtifactRules.isSha256(declaration.sha256Hash())) {
            violations.add(new Violation(field + "sha256Hash", "must be 64 lower-case hexadecimal digits."));
        }
        if (declaration.sizeBytes() < 0 || declaration.sizeBytes() > MAX_SIZE) {
            violations.add(new Violation(field + "sizeBytes", "must be between 0 and " + MAX_SIZE + "."));
        }
        if (!MEDIA_TYPE.matcher(declaration.contentType()).matches()) {
            violations.add(new Violation(field + "contentType", "must be a media type such as text/plain."));
        }
    }

    static Violation duplicate(String field) {
        return new Violation(field + "path", "is declared already by another artifact of this attempt.");
    }
}
