/** How an agent is started, for each place where it may run. The token stands in the environment, where lists of processes do not show it. */
const IMAGE = "build-agent:latest";
const names = (pool, token, server) => ({ BUILD_AGENT_SERVER_URL: server, BUILD_AGENT_POOL: pool, BUILD_AGENT_ENROLMENT_TOKEN: token });
const entries = (pool, token, server) => Object.entries(names(pool, token, server));

const shell = (pool) => (token, server) => `${entries(pool, token, server).map(([name, value]) => `${name}='${value}'`).join(" \\\n")} \\\n./build-agent`;

function powershell(token, server) {
  return `${entries("Windows", token, server).map(([name, value]) => `$env:${name} = '${value}'`).join("\n")}\njava -jar build-agent.jar`;
}

function docker(token, server) {
  return `docker run -d --name build-agent --restart unless-stopped \\\n${entries("Docker", token, server).map(([name, value]) => `  -e ${name}='${value}'`).join(" \\\n")} \\\n  -v build-agent:/var/lib/build-agent \\\n  ${IMAGE}`;
}

/** The token is a secret of the cluster, the work folder a volume of each replica. */
function kubernetes(token, server) {
  return `kubectl create secret generic build-agent --from-literal=token='${token}'
kubectl apply -f - <<'YAML'
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: build-agent}
spec:
  serviceName: build-agent
  replicas: 1
  selector: {matchLabels: {app: build-agent}}
  template:
    metadata: {labels: {app: build-agent}}
    spec:
      terminationGracePeriodSeconds: 3600
      containers:
      - name: agent
        image: ${IMAGE}
        env:
        - {name: BUILD_AGENT_SERVER_URL, value: "${server}"}
        - {name: BUILD_AGENT_POOL, value: "Linux"}
        - name: BUILD_AGENT_ENROLMENT_TOKEN
          valueFrom: {secretKeyRef: {name: build-agent, key: token}}
        volumeMounts: [{name: work, mountPath: /var/lib/build-agent}]
  volumeClaimTemplates:
  - metadata: {name: work}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 50Gi}}}
YAML`;
}

export const PLACES = [
  { name: "Linux", pool: "Linux", needs: "Needs Java 25, git and a .NET SDK on the machine.", command: shell("Linux") },
  { name: "Windows", pool: "Windows", needs: "In PowerShell; needs Java 25, git and a .NET SDK on the machine.", command: powershell },
  { name: "macOS", pool: "MacOS", needs: "Needs Java 25, git and a .NET SDK on the machine.", command: shell("MacOS") },
  { name: "Docker", pool: "Docker", needs: `The image ${IMAGE} is made from the folder deploy of the server's repository.`, command: docker },
  { name: "Kubernetes", pool: "Linux", reusable: true, needs: `The image ${IMAGE} is made from the folder deploy of the server's repository; the token must be for several agents, as each replica enrols.`, command: kubernetes },
];
