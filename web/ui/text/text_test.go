package text

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// used returns the keys that the page's code names, and the beginnings of
// those that it puts together.
func used(t *testing.T) (keys, beginnings map[string]bool) {
	t.Helper()
	keys, beginnings = map[string]bool{}, map[string]bool{}
	files := token.NewFileSet()
	err := filepath.WalkDir("../..", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(files, name, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if s, err := strconv.Unquote(n.Value); n.Kind == token.STRING && err == nil {
					keys[s] = true
				}
			case *ast.BinaryExpr:
				if l, ok := n.X.(*ast.BasicLit); ok && l.Kind == token.STRING {
					s, _ := strconv.Unquote(l.Value)
					beginnings[s] = true
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return keys, beginnings
}

// JSON lets a key stand twice, and then the first message is lost.
func TestOf_noKeyStandsTwice(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^\s*"([^"]+)":`).FindAllSubmatch(english, -1) {
		if key := string(m[1]); seen[key] {
			t.Errorf("%q has two messages", key)
		} else {
			seen[key] = true
		}
	}
	if len(seen) != len(messages) {
		t.Errorf("%d keys found of %d", len(seen), len(messages))
	}
}

func TestOf_everyKeyOfTheCodeHasAMessage(t *testing.T) {
	call := regexp.MustCompile(`text\.Of\("([^"]+)"[,)]`)
	err := filepath.WalkDir("../..", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".go") {
			return err
		}
		source, err := os.ReadFile(name)
		for _, m := range call.FindAllSubmatch(source, -1) {
			if _, ok := messages[string(m[1])]; !ok {
				t.Errorf("%s asks for %q, which has no message", name, m[1])
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestOf_everyMessageIsUsed(t *testing.T) {
	keys, beginnings := used(t)
	for key := range messages {
		found := keys[key]
		for b := range beginnings {
			found = found || b != "" && strings.HasPrefix(key, b)
		}
		// Buttons, titles and hints are looked up by the key of what they belong to.
		name := strings.TrimSuffix(strings.TrimPrefix(key, "chart."), ".hint")
		if !found && !keys[name] && !strings.HasPrefix(key, "title.") {
			t.Errorf("no code asks for %q", key)
		}
	}
}

func TestOf(t *testing.T) {
	for _, tc := range []struct{ name, got, want string }{
		{"a message", Of("train"), "Train"},
		{"with arguments", Of("of", "1", "600"), "1 of 600"},
		{"a key without a message", Of("no such key"), "no such key"},
		{"another wording", Or("title.data", "data"), "data set"},
		{"no other wording", Or("no such key", "data"), "data"},
		{"thousands", Count(199210), "199,210"},
		{"few", Count(999), "999"},
		{"negative", Count(-1000), "-1,000"},
		{"negative hundreds", Count(-100), "-100"},
		{"percent", Percent(0.8754), "87.5%"},
		{"no percent", Percent(math.NaN()), "–"},
		{"number", Number(0.003), "0.003"},
		{"bytes", Bytes(800), "800 B"},
		{"kilobytes", Bytes(3000), "3.0 kB"},
		{"megabytes", Bytes(796840_0), "8.0 MB"},
		{"seconds", Seconds(12.4), "12 s"},
		{"minutes", Seconds(600), "10 min"},
		{"sentence", Sentence("dim is too large"), "Dim is too large."},
		{"finished sentence", Sentence("Is it?"), "Is it?"},
		{"nothing", Sentence(""), ""},
	} {
		if tc.got != tc.want {
			t.Errorf("%s: got %q, want %q", tc.name, tc.got, tc.want)
		}
	}
}

func TestLoss(t *testing.T) {
	for x, want := range map[float64]string{2.302585: "2.303", 999.5: "999.500", 3936.8: "3.94e+03", math.NaN(): "–"} {
		if got := Loss(x); got != want {
			t.Errorf("%v: got %s, want %s", x, got, want)
		}
	}
}
