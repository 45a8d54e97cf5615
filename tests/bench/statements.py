"""The statements of a request, from PostgreSQL's own log to a script of pgbench."""

import re
import subprocess

# With log_statement = all, a prepared statement is logged as it is executed, and its parameters below it.
EXECUTED = re.compile(r"LOG:  execute [^:]*: (?P<sql>SELECT .*)\n(?:.*DETAIL:  [Pp]arameters: (?P<parameters>.*)\n)?")
PARAMETER = re.compile(r"\$(\d+) = (?:'((?:[^']|'')*)'|(NULL))")
# Looked at once a second, however many requests come.
SELDOM = re.compile(r'FROM "(networks|network_head)"')


class Statement:
    """SQL with its parameters."""

    def __init__(self, sql, parameters):
        self.sql = sql
        self.parameters = parameters

    def with_literals(self):
        quoted = lambda match: "'" + self.parameters[int(match[1])].replace("'", "''") + "'"
        return re.sub(r"\$(\d+)", quoted, self.sql)

    def for_pgbench(self, variables):
        """The SQL with variables instead, of which pgbench makes parameters again; new values get a name."""
        name = lambda match: ":" + variables.setdefault(self.parameters[int(match[1])], f"v{len(variables)}")
        return re.sub(r"\$(\d+)", name, self.sql) + ";\n"


def read(log):
    """The statements of a part of the log, in their order."""
    found = []
    for match in EXECUTED.finditer(log):
        if SELDOM.search(match["sql"]):
            continue
        parameters = {int(n): value.replace("''", "'") for n, value, _ in PARAMETER.findall(match["parameters"] or "")}
        found.append(Statement(match["sql"], parameters))
    return found


def rows(psql, statement):
    """What a statement gives, as a list of the ids of its sessions."""
    query = f'SELECT session_id FROM ({statement.with_literals()}) AS answer'
    out = subprocess.run([*psql, "-XAtc", query], check=True, capture_output=True, text=True).stdout
    return out.split()


def scripts(directory, requests):
    """A script for each request, and the variables of all of them: the arguments of pgbench."""
    variables, arguments = {}, []
    for number, statements in enumerate(requests):
        script = directory / f"request{number}.sql"
        script.write_text("".join(statement.for_pgbench(variables) for statement in statements))
        arguments += ["-f", str(script)]
    return arguments + [word for value, name in variables.items() for word in ("-D", f"{name}={value}")]
