import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Checks PDFs against PDF/UA-1 with the veraPDF engine. For each file named on a line of the standard
 * input it prints "path TAB checks", one line "TAB clause-test TAB description" per broken rule, and an
 * empty line. So one process, which starts slowly, checks file after file.
 *
 * The engine's own way of reading its rules needs JAXB, which the archive does not carry; so the
 * rules are read from the same file with the parser that Java brings.
 */
public final class Validate {
    private static final String RULES = "/org/verapdf/pdfa/validation/PDFUA-1.xml";

    public static void main(String[] none) throws Exception {
        ValidationProfile profile = profile();
        System.out.println("rules\t" + profile.getRules().size());
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader paths = new BufferedReader(new InputStreamReader(System.in));
        for (String path = paths.readLine(); path != null; path = paths.readLine()) {
            check(path, profile);
            System.out.println();
        }
    }

    private static void check(String path, ValidationProfile profile) throws Exception {
        try (PDFAParser parser =
                Foundries.defaultInstance().createParser(new File(path), PDFAFlavour.PDFUA_1)) {
            ValidationResult result =
                Foundries.defaultInstance().createValidator(profile, false).validate(parser);
            System.out.println(path + "\t" + result.getTotalAssertions());
            Set<String> broken = new TreeSet<>();
            for (TestAssertion check : result.getTestAssertions()) {
                if (check.getStatus() == TestAssertion.Status.FAILED) {
                    broken.add(check.getRuleId().getClause() + "-"
                        + check.getRuleId().getTestNumber() + "\t" + check.getMessage());
                }
            }
            broken.forEach(rule -> System.out.println("\t" + rule));
        }
    }

    private static ValidationProfile profile() throws Exception {
        Document xml;
        try (InputStream file = Validate.class.getResourceAsStream(RULES)) {
            xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file);
        }
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element rule : children(xml.getDocumentElement(), "rule")) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element variable : children(xml.getDocumentElement(), "variable")) {
            variables.add(Profiles.variableFromValues(
                variable.getAttribute("name"), variable.getAttribute("object"),
                text(variable, "defaultValue"), text(variable, "value")));
        }
        return Profiles.profileFromValues(
            PDFAFlavour.PDFUA_1,
            Profiles.profileDetailsFromValues("PDF/UA-1", "ISO 14289-1:2014", "veraPDF", new Date()),
            "", rules, variables);
    }

    private static Rule rule(Element rule) {
        Element id = children(rule, "id").get(0);
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : children(rule, "argument")) {
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), null, null));
        }
        return Profiles.ruleFromValues(
            Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.ISO_14289_1, id.getAttribute("clause"),
                Integer.parseInt(id.getAttribute("testNumber"))),
            rule.getAttribute("object"),
            rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null,
            rule.getAttribute("tags"),
            text(rule, "description"),
            text(rule, "test"),
            Profiles.errorFromValues(text(rule, "message"), arguments),
            Arrays.asList());
    }

    private static List<Element> children(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static String text(Element parent, String name) {
        return children(parent, name).get(0).getTextContent();
    }
}
