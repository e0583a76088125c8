package net.buildserver.verification.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Renders every overlay and holds each object to its schema: those of Kubernetes to the models of its client, which know every
 * field, those of KEDA to the fields of its definitions 2.20 that are used here.
 */
class KubernetesTests {
    private static final Map<String, String> MODELS = Map.ofEntries(
            Map.entry("v1/Namespace", "V1Namespace"),
            Map.entry("v1/ConfigMap", "V1ConfigMap"),
            Map.entry("v1/Secret", "V1Secret"),
            Map.entry("v1/Service", "V1Service"),
            Map.entry("apps/v1/Deployment", "V1Deployment"),
            Map.entry("policy/v1/PodDisruptionBudget", "V1PodDisruptionBudget"),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", "V1NetworkPolicy"),
            Map.entry("networking.k8s.io/v1/Ingress", "V1Ingress"),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", "V2HorizontalPodAutoscaler"));
    private static final Map<String, Set<String>> KEDA = Map.of(
            "ScaledObject",
            Set.of(
                    "scaleTargetRef",
                    "pollingInterval",
                    "cooldownPeriod",
                    "minReplicaCount",
                    "maxReplicaCount",
                    "fallback",
                    "advanced",
                    "triggers"),
            "ScaledJob",
            Set.of(
                    "jobTargetRef",
                    "pollingInterval",
                    "maxReplicaCount",
                    "successfulJobsHistoryLimit",
                    "failedJobsHistoryLimit",
                    "scalingStrategy",
                    "triggers"),
            "TriggerAuthentication",
            Set.of("secretTargetRef"));

    @ParameterizedTest
    @ValueSource(strings = {"example", "keda", "one-job"})
    void everyObjectFitsItsSchema(String overlay) throws Exception {
        for (Map<String, Object> object : render(overlay)) {
            check(object);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"example", "keda", "one-job"})
    void podsAreConfinedAndFindWhatTheyName(String overlay) throws Exception {
        List<Map<String, Object>> objects = render(overlay);
        List<Object> pods =
                objects.stream().flatMap(object -> pod(object).stream()).toList();

        assertThat(pods).hasSizeGreaterThanOrEqualTo(2);
        for (Object pod : pods) {
            assertThat(DeployFiles.at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
            assertThat(DeployFiles.at(pod, "automountServiceAccountToken")).isEqualTo(false);
            assertThat((Integer) DeployFiles.at(pod, "terminationGracePeriodSeconds"))
                    .isGreaterThan(30);
            for (Object container : DeployFiles.list(DeployFiles.at(pod, "containers"))) {
                assertThat(DeployFiles.at(container, "securityContext", "readOnlyRootFilesystem"))
                        .isEqualTo(true);
                assertThat(DeployFiles.at(container, "securityContext", "allowPrivilegeEscalation"))
                        .isEqualTo(false);
                assertThat(DeployFiles.map(DeployFiles.at(container, "resources", "limits")))
                        .containsKey("memory");
                assertThat(DeployFiles.at(container, "image").toString()).contains("registry.example.com/");
            }
            for (Object volume : DeployFiles.list(DeployFiles.at(pod, "volumes"))) {
                Object secret = DeployFiles.at(volume, "secret", "secretName");
                if (secret instanceof String name) {
                    assertThat(names(objects, "Secret")).contains(name);
                }
            }
        }
    }

    @Test
    void scalersAskWhatTheServerAnswers() throws Exception {
        for (String overlay : List.of("keda", "one-job")) {
            List<Map<String, Object>> objects = render(overlay);
            for (Map<String, Object> object : objects) {
                for (Object trigger : DeployFiles.list(DeployFiles.at(object, "spec", "triggers"))) {
                    Object metadata = DeployFiles.at(trigger, "metadata");
                    assertThat(DeployFiles.at(metadata, "url").toString()).endsWith("/api/v1/pools/Linux/scaling");
                    assertThat(DeployFiles.at(metadata, "valueLocation")).isIn("pendingRunnable", "running", "desired");
                    assertThat(names(objects, "TriggerAuthentication"))
                            .contains(DeployFiles.at(trigger, "authenticationRef", "name")
                                    .toString());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"example", "keda", "one-job"})
    void agentsReachTheCollectorThatTheyAreTold(String overlay) throws Exception {
        List<Map<String, Object>> objects = render(overlay);
        Object told = objects.stream()
                .filter(object -> "agent-config".equals(DeployFiles.at(object, "metadata", "name")))
                .map(config -> DeployFiles.at(config, "data", "BUILD_AGENT_TRACES_ENDPOINT"))
                .findFirst()
                .orElseThrow();
        URI collector = URI.create(told.toString());
        String[] host = collector.getHost().split("\\.", -1);

        assertThat(objects.stream()
                        .filter(object -> "NetworkPolicy".equals(object.get("kind")))
                        .filter(policy -> "build-agent"
                                .equals(DeployFiles.at(
                                        policy, "spec", "podSelector", "matchLabels", "app.kubernetes.io/name")))
                        .flatMap(policy -> DeployFiles.list(DeployFiles.at(policy, "spec", "egress")).stream()))
                .anySatisfy(rule -> {
                    Object to = DeployFiles.list(DeployFiles.at(rule, "to")).getFirst();
                    Object port =
                            DeployFiles.list(DeployFiles.at(rule, "ports")).getFirst();
                    assertThat(DeployFiles.at(to, "podSelector", "matchLabels", "app.kubernetes.io/name"))
                            .isEqualTo(host[0]);
                    assertThat(DeployFiles.at(to, "namespaceSelector", "matchLabels", "kubernetes.io/metadata.name"))
                            .isEqualTo(host[1]);
                    assertThat(DeployFiles.at(port, "port")).isEqualTo(collector.getPort());
                });
    }

    @Test
    void unknownAndMissingFieldsAreFound() {
        assertThatThrownBy(() -> check(object("apps/v1", "Deployment", Map.of("replica", 2))))
                .hasMessageContaining("replica");
        assertThatThrownBy(() -> check(object("keda.sh/v1alpha1", "ScaledObject", Map.of("maxReplicas", 2))))
                .hasMessageContaining("maxReplicas");
    }

    private static Map<String, Object> object(String version, String kind, Map<String, Object> spec) {
        return Map.of("apiVersion", version, "kind", kind, "metadata", Map.of("name", "x"), "spec", spec);
    }

    private static void check(Map<String, Object> object) throws ReflectiveOperationException {
        String kind = object.get("kind").toString();
        if (object.get("apiVersion").toString().startsWith("keda.sh/")) {
            Map<String, Object> spec = DeployFiles.map(object.get("spec"));
            assertThat(KEDA.get(kind)).as(kind).containsAll(spec.keySet());
            if (spec.containsKey("jobTargetRef")) {
                validate("V1JobSpec", spec.get("jobTargetRef"));
            }
            return;
        }
        String model = MODELS.get(object.get("apiVersion") + "/" + kind);
        assertThat(model).as("a known kind: " + kind).isNotNull();
        validate(model, object);
    }

    private static void validate(String model, Object value) throws ReflectiveOperationException {
        try {
            Class.forName("io.kubernetes.client.openapi.models." + model)
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, new Gson().toJsonTree(value));
        } catch (InvocationTargetException wrong) {
            throw new AssertionError(model + ": " + wrong.getTargetException().getMessage(), wrong);
        }
    }

    private static Optional<Object> pod(Map<String, Object> object) {
        Object template = DeployFiles.at(object, "spec", "template", "spec");
        Object ofJob = DeployFiles.at(object, "spec", "jobTargetRef", "template", "spec");
        return Stream.of(template, ofJob)
                .filter(spec -> !DeployFiles.map(spec).isEmpty())
                .findFirst();
    }

    private static Set<String> names(List<Map<String, Object>> objects, String kind) {
        return objects.stream()
                .filter(object -> kind.equals(object.get("kind")))
                .map(object -> DeployFiles.at(object, "metadata", "name").toString())
                .collect(Collectors.toSet());
    }

    private static List<Map<String, Object>> render(String overlay) throws Exception {
        String folder = "kubernetes/overlays/" + overlay;
        List<String> failures = new ArrayList<>();
        for (String[] tool :
                List.of(new String[] {"kustomize", "build", folder}, new String[] {"kubectl", "kustomize", folder})) {
            Optional<DeployFiles.Said> said = DeployFiles.run(tool);
            if (said.isPresent() && said.get().exitCode() == 0) {
                return DeployFiles.documents(said.get().output());
            }
            said.ifPresent(failed -> failures.add(failed.output()));
        }
        assertThat(failures).as("a tool renders " + folder).isEmpty();
        assumeTrue(false, "skipped: neither kustomize nor kubectl is installed");
        return List.of();
    }
}
