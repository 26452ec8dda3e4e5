//go:build !js

package lab

import (
	"net/url"
	"reflect"
	"strings"
	"testing"

	"petri/methods/train"
)

// manglings are what becomes of a link on its way.
var manglings = map[string]func(string) string{
	"nothing":              func(q string) string { return q },
	"&amp;":                func(q string) string { return strings.ReplaceAll(q, "&", "&amp;") },
	"&amp; twice":          func(q string) string { return strings.ReplaceAll(q, "&", "&amp;amp;") },
	"&AMP;":                func(q string) string { return strings.ReplaceAll(q, "&", "&AMP;") },
	"&#38;":                func(q string) string { return strings.ReplaceAll(q, "&", "&#38;") },
	"&amp%3B":              func(q string) string { return strings.ReplaceAll(q, "&", "&amp%3B") },
	"semicolons":           func(q string) string { return strings.ReplaceAll(q, "&", ";") },
	"encoded twice":        url.QueryEscape,
	"encoded three times":  func(q string) string { return url.QueryEscape(url.QueryEscape(q)) },
	"& encoded":            func(q string) string { return strings.ReplaceAll(q, "&", "%26") },
	"= encoded":            func(q string) string { return strings.ReplaceAll(q, "=", "%3D") },
	"values encoded twice": func(q string) string { return strings.ReplaceAll(strings.ReplaceAll(q, "-", "%252D"), "%2B", "%252B") },
	"+ for %2B":            func(q string) string { return strings.ReplaceAll(q, "%2B", "+") },
	"=3D":                  func(q string) string { return strings.ReplaceAll(q, "=", "=3D") },
	"capitals":             strings.ToUpper,
	"a full stop":          func(q string) string { return q + "." },
	"a bracket":            func(q string) string { return q + ">" },
	"an encoded bracket":   func(q string) string { return q + "%3E%29" },
	"an entity":            func(q string) string { return q + "&gt;" },
	"quotes":               func(q string) string { return q + "”." },
	"quoted values":        func(q string) string { return strings.ReplaceAll(strings.ReplaceAll(q, "=", "=\""), "&", "\"&") + "\"" },
	"two question marks":   func(q string) string { return "?" + q },
	"a fragment":           func(q string) string { return q + "%23:~:text=Petri" },
	"a zero-width space":   func(q string) string { return q + "\u200b" },
	"an encoded line end":  func(q string) string { return q + "%0D%0A" },
	"long hyphens":         func(q string) string { return strings.ReplaceAll(q, "-", "–") },
	"spaces":               func(q string) string { return "+" + strings.ReplaceAll(q, "&", "%20&%20") },
	"what others hang on":  func(q string) string { return "utm_source=mail%zz&" + q + "&fbclid=IwAR0_%3D" },
}

// A run comes out of its link, whatever has become of that.
func TestParseLink(t *testing.T) {
	for what, mangle := range manglings {
		for _, q := range []string{
			"data=digits&method.dim=100&steps=200", "classes=second-half&start=other-half&start.steps=7&method=lora&optim=adamw",
			"accuracy=.5&optim.lr=1e%2B01&seed=3", "data=digits",
		} {
			link, _ := url.ParseQuery(q)
			want, notices := train.Catalogue().FromQuery(link)
			if len(notices) > 0 {
				t.Fatalf("%s: %q", q, notices)
			}
			mangled := mangle(q)
			if got, notices := train.Catalogue().FromQuery(ParseLink(mangled)); !reflect.DeepEqual(got, want) || len(notices) > 0 {
				t.Errorf("%s: %s is read as %s, with %q", what, mangled, got.JSON(), notices)
			}
		}
	}
}

// What cannot be read is said.
func TestParseLink_says(t *testing.T) {
	for q, says := range map[string]string{
		"data=digits&steps=":                     "steps is empty",
		"data=digits&steps":                      "steps is empty",
		"steps=%zz":                              "%zz",
		"steps=20%":                              "20%",
		"steps=100&steps=200":                    "steps is there twice, as 100 and as 200. Petri took 100",
		"Steps=200&steps=100&steps=100":          "steps is there twice, as 200 and as 100. Petri took 200",
		"method.dime=100":                        "dime is not a knob",
		"data=digits&amp;method.dim=a%20hundred": "a hundred",
	} {
		_, notices := train.Catalogue().FromQuery(ParseLink(q))
		if len(notices) != 1 || !strings.Contains(notices[0].String(), says) {
			t.Errorf("%s: %q, want one notice that says %q", q, notices, says)
		}
	}
	if _, notices := train.Catalogue().FromQuery(ParseLink("steps=100&steps=100&utm_source=a&utm_source=b&next=https%3A%2F%2Fx%2F%3Fa%3D1%26seed%3D5")); len(notices) > 0 {
		t.Errorf("without need: %q", notices)
	}
}

// FuzzParseLink: any link gives a config that is allowed, and the config's own link
// gives it back, whatever becomes of that.
func FuzzParseLink(f *testing.F) {
	for _, q := range []string{"", "data=digits&amp;method.dim=5", "data%3Ddigits%26seed%3D3", "method.dim=1e+2&=&;=;%", "a=%25252525", "Data=MNIST&data=digits.", "start=other–half&classes=\"second-half\"", "steps=3D5&seed=%2B7"} {
		f.Add(q)
	}
	c := train.Catalogue()
	f.Fuzz(func(t *testing.T, q string) {
		cfg, _ := c.FromQuery(ParseLink(q))
		if _, err := c.Complete(cfg); err != nil {
			t.Fatalf("%q gives %s: %v", q, cfg.JSON(), err)
		}
		own := url.Values(c.Query(cfg)).Encode()
		for what, mangle := range manglings {
			if again, notices := c.FromQuery(ParseLink(mangle(own))); !reflect.DeepEqual(cfg, again) || len(notices) > 0 {
				t.Fatalf("%s: %s became %s, with %q", what, own, again.JSON(), notices)
			}
		}
	})
}
