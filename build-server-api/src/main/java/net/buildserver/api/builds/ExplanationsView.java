package net.buildserver.api.builds;

import java.util.List;

/**
 * Why a project was built or not.
 *
 * @param explanations one per target framework
 */
record ExplanationsView(List<ExplanationView> explanations) {}
