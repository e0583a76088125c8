package net.buildserver.agent.dotnet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import net.buildserver.agent.failure.LocalIoException;

/** Writes Cobertura reports: of each file which lines there are and which were covered at all. */
final class CoverageWriter {
    private CoverageWriter() {}

    static void write(Path report, Map<String, BitSet> lines, Map<String, BitSet> covered) {
        try (OutputStream out = Files.newOutputStream(report)) {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            long all = lines.values().stream().mapToLong(BitSet::cardinality).sum();
            long hit = covered.values().stream().mapToLong(BitSet::cardinality).sum();
            xml.writeStartElement("coverage");
            xml.writeAttribute("line-rate", rate(hit, all));
            xml.writeAttribute("lines-covered", String.valueOf(hit));
            xml.writeAttribute("lines-valid", String.valueOf(all));
            xml.writeStartElement("packages");
            xml.writeStartElement("package");
            xml.writeAttribute("name", "all");
            xml.writeAttribute("line-rate", rate(hit, all));
            xml.writeStartElement("classes");
            for (Map.Entry<String, BitSet> file : new TreeMap<>(lines).entrySet()) {
                file(xml, file.getKey(), file.getValue(), covered.getOrDefault(file.getKey(), new BitSet()));
            }
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException failed) {
            throw new LocalIoException("cannot write " + report.getFileName(), new IOException(failed));
        } catch (IOException unwritable) {
            throw new LocalIoException("cannot write " + report.getFileName(), unwritable);
        }
    }

    private static void file(XMLStreamWriter xml, String name, BitSet lines, BitSet covered) throws XMLStreamException {
        xml.writeStartElement("class");
        xml.writeAttribute("name", name);
        xml.writeAttribute("filename", name);
        xml.writeAttribute("line-rate", rate(covered.cardinality(), lines.cardinality()));
        xml.writeStartElement("lines");
        for (int line = lines.nextSetBit(0); line >= 0; line = lines.nextSetBit(line + 1)) {
            xml.writeEmptyElement("line");
            xml.writeAttribute("number", String.valueOf(line));
            xml.writeAttribute("hits", covered.get(line) ? "1" : "0");
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static String rate(long hit, long all) {
        return String.format(Locale.ROOT, "%.4f", all == 0 ? 0.0 : (double) hit / all);
    }
}
