package net.buildserver.api.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ApplicationContextException;

/** Tells what is wrong with the settings without a stack trace. */
final class SettingsFailureAnalyzer extends AbstractFailureAnalyzer<ApplicationContextException> {
    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, ApplicationContextException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith(SettingsCheck.HEADLINE)
                ? new FailureAnalysis(message, "docs/configuration.md describes every setting.", failure)
                : null;
    }
}
