package net.buildserver.agent.cache.facts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Finds in a repository's own MSBuild files what the cache cannot look into: targets that run programs or write files, and
 * hooks in the place that the agent itself uses.
 */
final class CustomSteps {
    // In a target these change what is evaluated or said, and nothing on disk.
    private static final Set<String> HARMLESS = Set.of(
            "PropertyGroup", "ItemGroup", "Message", "Warning", "Error", "OnError", "ItemDefinitionGroup", "Output");
    private static final Set<String> HOOKS = Set.of(
            "CustomAfterMicrosoftCommonTargets",
            "CustomAfterMicrosoftCommonCrossTargetingTargets",
            "CustomBeforeMicrosoftCommonTargets");

    private CustomSteps() {}

    /** Returns why projects that import {@code file} cannot be cached, if there is a reason. */
    static Optional<String> find(Path file) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return scan(factory.createXMLStreamReader(new ByteArrayInputStream(Files.readAllBytes(file))));
        } catch (XMLStreamException malformed) {
            return Optional.of("it imports a file that is no well-formed XML");
        }
    }

    private static Optional<String> scan(XMLStreamReader xml) throws XMLStreamException {
        int depth = 0;
        int target = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
                target = target > depth ? 0 : target;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                String name = xml.getLocalName();
                if (HOOKS.contains(name)) {
                    return Optional.of("it sets " + name);
                }
                if (name.equals("Target")) {
                    target = depth;
                } else if (target > 0 && depth == target + 1 && !HARMLESS.contains(name)) {
                    return Optional.of("a target of its own runs the task " + name);
                }
            }
        }
        return Optional.empty();
    }
}
