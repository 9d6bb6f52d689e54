import java.io.File;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;

/** Checks each PDF named on the command line against PDF/UA-1 and prints one line a file, tab separated. */
public final class PdfUaCheck {
    private static final String PROFILE = "/org/verapdf/pdfa/validation/PDFUA-1.xml";
    private static final int KEPT_FAILURES = 50;

    private PdfUaCheck() {}

    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile;
        try (InputStream stream = PdfUaCheck.class.getResourceAsStream(PROFILE)) {
            profile = Profiles.profileFromXml(stream);
        }
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        for (String file : files) {
            out.println(verdict(profile, file).replace('\n', ' ') + "\t" + file);
        }
    }

    private static String verdict(ValidationProfile profile, String file) {
        PDFAFlavour flavour = PDFAFlavour.PDFUA_1;
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour)) {
            ValidationResult result =
                ValidatorFactory.createValidator(profile, KEPT_FAILURES, false, false, false).validate(parser);
            if (result.isCompliant() && result.getTotalAssertions() > 0) {
                return "PASS";
            }
            Map<String, String> broken = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                    broken.putIfAbsent(rule, assertion.getMessage() + " @ " + assertion.getLocation().getContext());
                }
            }
            return "FAIL " + broken;
        } catch (Exception error) {
            return "FAIL " + error;
        }
    }
}
