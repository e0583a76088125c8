package net.buildserver.agent.dotnet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import net.buildserver.domain.test.TestCaseResult;

/** Reads TRX files as a stream: results go to a consumer one by one, whatever the file's size. */
public final class TrxReader {
    private final TestAssemblies assemblies;

    /** Creates a reader that knows the assemblies of {@code projects}. */
    public TrxReader(Collection<ProjectFacts> projects) {
        this.assemblies = new TestAssemblies(projects);
    }

    /**
     * Reads {@code file}.
     *
     * @throws ReportFormatException if it is not a TRX file or has a DTD
     */
    public TrxSummary read(Path file, Consumer<TestCaseResult> sink) {
        try {
            Map<String, TrxTest> tests;
            try (InputStream input = Files.newInputStream(file)) {
                tests = TrxDefinitions.read(SafeXml.reader(input));
            }
            try (InputStream input = Files.newInputStream(file)) {
                return results(SafeXml.reader(input), new TrxResults(tests, assemblies, sink));
            }
        } catch (XMLStreamException | IOException unreadable) {
            throw new ReportFormatException(
                    "the test report " + file.getFileName() + " cannot be read: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    private static TrxSummary results(XMLStreamReader xml, TrxResults results) throws XMLStreamException {
        boolean runFailed = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw new XMLStreamException("it has a document type definition");
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (xml.getLocalName().equals("ResultSummary")) {
                    runFailed = TrxDefinitions.attribute(xml, "outcome").matches("Failed|Aborted|Error|Timeout");
                } else if (xml.getLocalName().equals("Times")) {
                    results.times(TrxDefinitions.attribute(xml, "start"), TrxDefinitions.attribute(xml, "finish"));
                } else if (xml.getLocalName().equals("UnitTestResult")) {
                    results.element(xml);
                }
            }
        }
        return results.summary(runFailed);
    }
}
