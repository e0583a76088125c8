package net.buildserver.agent.dotnet;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.domain.build.MsBuildProperties;

/**
 * An MSBuild project that publishes several applications in one run, each into a folder of its own: the projects that they
 * share are evaluated once, and MSBuild is started once. A solution's own Publish target cannot do that, since it takes one
 * folder for all and refuses projects with several frameworks (NETSDK1129, NETSDK1194).
 */
public final class PublishProject {
    private PublishProject() {}

    /**
     * Returns the applications by the names of their folders and archives: that of the project, with the framework where it
     * has several, and with a number where two are alike.
     */
    public static Map<String, ProjectFacts> named(Collection<ProjectFacts> applications) {
        Map<String, ProjectFacts> named = new LinkedHashMap<>();
        applications.stream()
                .sorted(Comparator.comparing(ProjectFacts::project).thenComparing(ProjectFacts::framework))
                .forEach(application -> {
                    String name = name(application);
                    String free = name;
                    for (int number = 2; named.containsKey(free); number++) {
                        free = name + "-" + number;
                    }
                    named.put(free, application);
                });
        return named;
    }

    /**
     * Writes the project.
     *
     * @param file where to
     * @param applications what to publish, {@link #named}
     * @param folder parent of the folders to publish into
     * @param seen where the build sees a file of this machine
     */
    public static void write(Path file, Map<String, ProjectFacts> applications, Path folder, UnaryOperator<Path> seen) {
        try {
            Files.createDirectories(file.getParent());
            try (Writer text = Files.newBufferedWriter(file)) {
                write(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text), applications, folder, seen);
            }
        } catch (IOException cannotWrite) {
            throw new LocalIoException("cannot write " + file, cannotWrite);
        } catch (XMLStreamException cannotWrite) {
            throw new LocalIoException("cannot write " + file, new IOException(cannotWrite));
        }
    }

    // Names end in a list of properties, where ; and = mean something.
    private static String name(ProjectFacts application) {
        String name = application.name() + (application.multiTargeted() ? "-" + application.framework() : "");
        return name.replaceAll("[^\\p{L}\\p{N}._ -]", "_");
    }

    private static void write(
            XMLStreamWriter xml, Map<String, ProjectFacts> applications, Path folder, UnaryOperator<Path> seen)
            throws XMLStreamException {
        xml.writeStartElement("Project");
        xml.writeStartElement("ItemGroup");
        for (Map.Entry<String, ProjectFacts> named : applications.entrySet()) {
            ProjectFacts application = named.getValue();
            String properties = "PublishDir=" + escape(seen.apply(folder.resolve(named.getKey())) + "/");
            if (application.multiTargeted()) {
                properties += ";TargetFramework=" + escape(application.framework());
            }
            xml.writeEmptyElement("Application");
            xml.writeAttribute(
                    "Include", escape(seen.apply(application.project()).toString()));
            xml.writeAttribute("AdditionalProperties", properties);
        }
        xml.writeEndElement();
        xml.writeStartElement("Target");
        xml.writeAttribute("Name", "Publish");
        xml.writeEmptyElement("MSBuild");
        xml.writeAttribute("Projects", "@(Application)");
        xml.writeAttribute("Targets", "Publish");
        xml.writeAttribute("BuildInParallel", "true");
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.flush();
    }

    private static String escape(String value) {
        return MsBuildProperties.escape(value);
    }
}
