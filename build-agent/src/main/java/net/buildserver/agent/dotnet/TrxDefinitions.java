package net.buildserver.agent.dotnet;

import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the test definitions of a TRX file, which stand behind the results that name them. */
final class TrxDefinitions {
    private TrxDefinitions() {}

    static Map<String, TrxTest> read(XMLStreamReader xml) throws XMLStreamException {
        Map<String, TrxTest> tests = new HashMap<>();
        String id = "";
        String storage = "";
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (xml.getLocalName().equals("UnitTest")) {
                id = attribute(xml, "id");
                storage = attribute(xml, "storage");
            } else if (xml.getLocalName().equals("TestMethod")) {
                String codeBase = attribute(xml, "codeBase");
                // Old adapters write "Namespace.Class, Assembly, Version=..." as the class.
                String className = attribute(xml, "className").split(",", 2)[0];
                tests.put(id, new TrxTest(className, codeBase.isEmpty() ? storage : codeBase));
            }
        }
        return tests;
    }

    static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
