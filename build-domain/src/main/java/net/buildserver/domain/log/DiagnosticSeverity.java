package net.buildserver.domain.log;

/** How bad a diagnostic is. */
public enum DiagnosticSeverity {
    Warning,
    Error
}
