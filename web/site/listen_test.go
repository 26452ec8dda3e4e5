//go:build !js

package site

import (
	"net"
	"os"
	"strings"
	"testing"
)

func TestListen_SaysWhatIsWrong(t *testing.T) {
	taken, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	_, port, _ := net.SplitHostPort(taken.Addr().String())
	for _, tc := range []struct{ host, port, want string }{
		{"", "http", "PORT=http is not a port"},
		{"", "-1", "PORT=-1 is not a port"},
		{"", "808080", "PORT=808080 is not a port"},
		{"", port, "port " + port + " is taken"},
		{"localhost:8080", "0", "HOST=localhost:8080 is not the name or the address of a machine"},
		{"http://localhost", "0", "HOST=http://localhost is not the name"},
		{"203.0.113.7", "0", "HOST=203.0.113.7 is no address of this machine"}, // of no machine, says RFC 5737
		{"nowhere.invalid", "0", "HOST=nowhere.invalid is the name of no machine"},
	} {
		l, err := listen(tc.host, tc.port)
		if err == nil {
			l.Close()
		}
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("HOST=%s PORT=%s: error %v, want one that says %q", tc.host, tc.port, err, tc.want)
		}
	}
}

// Nobody is let in from other machines who was not asked for.
func TestListen_OpensWhatIsAskedFor(t *testing.T) {
	for host, open := range map[string]bool{"": false, "localhost": false, "127.0.0.1": false, "0.0.0.0": true} {
		l, err := listen(host, "0")
		if err != nil {
			t.Errorf("HOST=%s: %v", host, err)
			continue
		}
		if at := l.Addr().(*net.TCPAddr).IP; at.IsUnspecified() != open || at.IsLoopback() == open {
			t.Errorf("HOST=%s listens at %v", host, at)
		}
		l.Close()
	}
}

func TestHostOfShell(t *testing.T) {
	name, err := os.Hostname()
	if err != nil {
		t.Skip(err)
	}
	for host, want := range map[string]string{"": "", "0.0.0.0": "0.0.0.0", name: "", strings.ToUpper(name): ""} {
		var out strings.Builder
		if got := hostOfShell(&out, host); got != want {
			t.Errorf("HOST=%s from the environment: %q, want %q", host, got, want)
		}
		if said := strings.Contains(out.String(), "make run HOST=0.0.0.0"); said != (host != want) {
			t.Errorf("HOST=%s: %s", host, out.String())
		}
	}
}

func TestWhere(t *testing.T) {
	everywhere, here, lan := net.IPv6unspecified, net.IPv4(127, 0, 0, 1), net.ParseIP("192.168.1.20")
	for _, tc := range []struct {
		name, host, base string
		at               net.IP
		all              []net.IP
		want             []string
		open             bool
	}{
		{"this machine", "", "/", here, []net.IP{lan}, []string{"Petri is at http://localhost:8080\n"}, false},
		{"under a prefix", "", "/petri/", here, nil, []string{"http://localhost:8080/petri\n"}, false},
		{"all addresses", "0.0.0.0", "/petri/", everywhere, []net.IP{lan, net.ParseIP("2001:db8::7")},
			[]string{"Petri is at http://localhost:8080/petri\n", "http://192.168.1.20:8080/petri or http://[2001:db8::7]:8080/petri\n"}, true},
		{"one address", "[2001:db8::7]", "/", net.ParseIP("2001:db8::7"), nil, []string{"http://[2001:db8::7]:8080\n"}, true},
		{"a name", "lab.example", "/", lan, nil, []string{"http://lab.example:8080\n"}, true},
		{"no network", "::", "/", everywhere, nil, []string{"http://localhost:8080\n", "no other machine can open it"}, false},
	} {
		var out strings.Builder
		where(&out, tc.host, &net.TCPAddr{IP: tc.at, Port: 8080}, tc.base, tc.all)
		for _, want := range tc.want {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s: no %q in\n%s", tc.name, want, out.String())
			}
		}
		if open := strings.Contains(out.String(), "Whoever is in this network can open it"); open != tc.open {
			t.Errorf("%s: %s", tc.name, out.String())
		}
	}
}

func TestServe_WithoutASite(t *testing.T) {
	var out strings.Builder
	if err := Serve(&out, t.TempDir(), "/", ""); err == nil || !strings.Contains(err.Error(), "make build") {
		t.Errorf("error %v, want one that says what to do", err)
	}
}
