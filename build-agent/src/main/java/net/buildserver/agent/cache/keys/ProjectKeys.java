package net.buildserver.agent.cache.keys;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.buildserver.agent.cache.facts.DependencyFact;
import net.buildserver.agent.cache.facts.ProjectFacts;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.agent.cache.facts.SolutionFacts;
import net.buildserver.agent.cache.facts.SolutionRequest;
import net.buildserver.agent.cache.files.FileDigests;
import net.buildserver.domain.cache.InputClass;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.cache.KeyInput;
import net.buildserver.domain.cache.KeyKind;
import net.buildserver.domain.cache.ProjectGraph;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.cache.Sha256;

/** Makes the key documents of a solution's projects. */
public final class ProjectKeys {
    /** Version of what the agent does to builds; part of every key. */
    private static final String ENGINE = "2";

    private final SolutionFacts facts;
    private final SolutionRequest request;
    private final Roots roots;
    private final OwnInputs ownInputs;
    private final Map<ProjectId, List<KeyInput>> own = new HashMap<>();

    /** Creates the keys of one build. */
    public ProjectKeys(SolutionFacts facts, SolutionRequest request, Roots roots, FileDigests digests) {
        this.facts = facts;
        this.request = request;
        this.roots = roots;
        this.ownInputs = new OwnInputs(roots, digests);
    }

    /**
     * Returns documents from sources alone: dependencies stand in them by their own keys.
     *
     * @param projects projects in build order, with all that they depend on
     */
    public Map<ProjectId, KeyDocument> full(List<ProjectId> projects) throws IOException {
        Map<ProjectId, KeyDocument> documents = new HashMap<>();
        ProjectGraph graph = facts.graph();
        for (ProjectId project : projects) {
            List<KeyInput> inputs = new ArrayList<>(own(project));
            for (ProjectId dependency : graph.dependencies(project)) {
                KeyDocument needed = documents.get(dependency);
                inputs.add(new KeyInput(InputClass.Dependency, dependency.name(), needed == null ? "" : needed.key()));
            }
            documents.put(project, KeyDocument.of(KeyKind.Full, project, inputs));
        }
        return documents;
    }

    /**
     * Returns the document of what the compiler sees of {@code project}, or nothing if that is not known.
     *
     * @param references digests of what is compiled against, for each dependency
     * @param full full keys that say all, for dependencies that are part of the compiler itself
     */
    public Optional<KeyDocument> compile(
            ProjectId project, Map<ProjectId, String> references, Map<ProjectId, KeyDocument> full) throws IOException {
        List<KeyInput> inputs = new ArrayList<>();
        own(project).stream()
                .filter(input -> input.inputClass().isSeenByCompiler())
                .forEach(inputs::add);
        for (DependencyFact dependency : facts.of(project).dependencies()) {
            ProjectId id = facts.find(dependency).orElse(null);
            if (id == null) {
                return Optional.empty();
            }
            String reference = references.get(id);
            KeyDocument whole = full.get(id);
            if (!dependency.compiledAgainst()) {
                if (whole == null) {
                    return Optional.empty();
                }
                inputs.add(new KeyInput(InputClass.Dependency, id.name(), whole.key()));
            } else if (reference != null) {
                inputs.add(new KeyInput(InputClass.DependencyReference, id.name(), reference));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(KeyDocument.of(KeyKind.Compile, project, inputs));
    }

    /** Returns the inputs of {@code project} itself, without its dependencies, as text. */
    public String ownText(ProjectId project) throws IOException {
        return KeyDocument.of(KeyKind.Full, project, own(project)).text();
    }

    private List<KeyInput> own(ProjectId project) throws IOException {
        List<KeyInput> known = own.get(project);
        if (known == null) {
            ProjectFacts projectFacts = facts.of(project);
            known = new ArrayList<>(ownInputs.of(projectFacts));
            known.addAll(surroundings(projectFacts));
            own.put(project, known);
        }
        return known;
    }

    private List<KeyInput> surroundings(ProjectFacts project) {
        List<KeyInput> inputs = new ArrayList<>();
        inputs.add(new KeyInput(InputClass.Tool, "engine", ENGINE));
        inputs.add(new KeyInput(InputClass.Tool, "sdk", project.property("sdk")));
        inputs.add(new KeyInput(InputClass.Tool, "os", property("os.name")));
        inputs.add(new KeyInput(InputClass.Tool, "arch", property("os.arch")));
        // Documents are shared and shown; values can be secrets.
        request.properties()
                .forEach((name, value) -> inputs.add(new KeyInput(InputClass.Property, name, Sha256.of(value))));
        request.environment().forEach((name, value) -> {
            if (!name.equals(SolutionRequest.FRAMEWORK)) {
                inputs.add(new KeyInput(InputClass.Environment, name, Sha256.of(value)));
            }
        });
        inputs.add(new KeyInput(InputClass.Root, "repository", root(project)));
        if (project.is("keepCommit")) {
            inputs.add(new KeyInput(InputClass.Property, "commit", request.commit()));
        }
        return inputs;
    }

    // Where every build sees its repository in the same folder, that folder is the input. Elsewhere paths are mapped
    // away,
    // which does not help Razor and static assets and is not done to tests, since they may look for their sources.
    private String root(ProjectFacts project) {
        if (!roots.seen().equals(roots.real())) {
            return "canonical " + roots.seen();
        }
        boolean holdsPaths = !roots.mapped() || project.isTest() || project.is("razor") || project.is("web");
        return holdsPaths ? "fixed " + roots.real() : "mapped";
    }

    private static String property(String name) {
        return System.getProperty(name, "").toLowerCase(Locale.ROOT);
    }
}
