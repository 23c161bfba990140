# Lắng Nghe. `make run` shows it working, `make test` proves it.
.PHONY: run test lint format score learn bench mail-memory compare-readers fuzz fuzz-proof clean

run:
	@scripts/install-packages.sh run
	swift build -c release --product langnghe
	@.build/release/langnghe demo $(DEMO)

test:
	@scripts/test.sh

lint:
	swift format lint --strict --parallel --recursive Sources Tests Package.swift Benchmarks/Sources Benchmarks/Package.swift Fuzzing/Sources Fuzzing/Package.swift

format:
	swift format --in-place --parallel --recursive Sources Tests Package.swift Benchmarks/Sources Benchmarks/Package.swift Fuzzing/Sources Fuzzing/Package.swift

# Precision, recall and F1 over the labelled messages, what is confused, and how often the place is right; fails when the
# held part falls below a floor.
score:
	@scripts/install-packages.sh run
	swift build -c release --product langnghe
	@scripts/score.py --binary .build/release/langnghe --at-least 0.87
	@scripts/score-places.py --binary .build/release/langnghe --at-least 0.90

# Makes rules/vocabulary anew from the tuning part of the labelled messages.
learn:
	@scripts/install-packages.sh run
	swift build -c release --product langnghe
	@scripts/learn.sh .build/release/langnghe

bench:
	@scripts/install-packages.sh bench
	@scripts/bench.sh

# Most memory that the program takes for 1,000 to 100,000 mails and for one of 50 MB; takes many minutes.
mail-memory:
	@scripts/install-packages.sh test
	@scripts/mail-memory.sh $(COUNTS)

# Reads the test mails of other mail readers and compares with Python's.
compare-readers:
	@scripts/install-packages.sh run
	swift build -c release --product langnghe
	@scripts/compare-readers.sh

# Each target runs for SECONDS seconds: fold, match, rules, charset, personal-data, mail, imap.
fuzz:
	@scripts/install-packages.sh run
	@SECONDS_EACH=$(or $(SECONDS),60) scripts/fuzz.sh run $(TARGETS)

# Plants one bug per target and fails when a fuzzer does not find it.
fuzz-proof:
	@scripts/install-packages.sh run
	@SECONDS_EACH=$(or $(SECONDS),60) scripts/fuzz.sh proof $(TARGETS)

clean:
	rm -rf .build .build-fuzz .demo
